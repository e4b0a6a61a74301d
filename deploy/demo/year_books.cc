// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/year_books.h"

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "deploy/demo/courses.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Agreement;
using scheduler::v1::CreateAgreementRequest;

constexpr int kYear = 2021;
constexpr absl::string_view kAgreement = "agreement-2021";

using Targets = std::initializer_list<std::pair<absl::string_view, int64_t>>;

CreateAgreementRequest NewAgreement(absl::string_view id, absl::string_view title, absl::string_view sign_date,
                                    Targets targets) {
  CreateAgreementRequest request;
  request.set_parent(std::string(kPairing));
  request.set_agreement_id(std::string(id));
  request.set_request_id(absl::StrCat("demo-", id));
  Agreement& agreement = *request.mutable_agreement();
  agreement.set_year(kYear);
  agreement.set_display_name(std::string(title));
  agreement.set_sign_date(std::string(sign_date));
  for (const auto& [figure, value] : targets) {
    scheduler::v1::Target& target = *agreement.add_targets();
    target.set_figure(std::string(figure));
    target.set_value(value);
  }
  return request;
}

}  // namespace

std::vector<CreateAgreementRequest> MakeAgreements() {
  return {NewAgreement(kAgreement, "2021年余杭-苍溪东西部协作协议", "2021-05-28",
                       {{"EX.CADRE.E2W", 2},
                        {"EX.PRO.E2W", 10},
                        {"TR.PRIMARY_DOCTOR.W2E", kPrimaryCareDoctors},
                        {"TR.TALENT.PERSONS", 280}})};
}

std::vector<CreateAgreementRequest> MakeSupplements() {
  CreateAgreementRequest request = NewAgreement("agreement-2021-supplement", "2021年余杭-苍溪东西部协作补充协议",
                                                "2021-09-10", {{"TR.TALENT.COURSES", 4}});
  request.mutable_agreement()->set_supplements(absl::StrCat(kPairing, "/agreements/", kAgreement));
  return {request};
}

std::vector<scheduler::v1::CreateManualFigureRequest> MakeManualFigures() {
  scheduler::v1::CreateManualFigureRequest request;
  request.set_parent(std::string(kPairing));
  request.set_request_id("demo-manual-figure-online-sales");
  scheduler::v1::ManualFigure& figure = *request.mutable_manual_figure();
  figure.set_code("OUT.ONLINE_SALES");
  figure.set_title("网络销售额");
  figure.set_title_en("Sales online");
  figure.set_unit(scheduler::v1::UNIT_TEN_THOUSAND_YUAN);
  figure.set_value("8000");
  figure.set_qualifier(scheduler::v1::QUALIFIER_REACHED);
  figure.set_as_of("2021-11-15");
  figure.set_source("广元市农业农村局2021-11-15:余杭-苍溪东西部协作纪实");
  return {request};
}

std::vector<scheduler::v1::SetCourseExpenseRequest> MakeExpenses() {
  scheduler::v1::SetCourseExpenseRequest request;
  request.set_course(CourseName(kPrimaryCareCourse));
  request.set_request_id("demo-expense-primary-care-2021-1");
  scheduler::v1::CourseExpense& expense = *request.mutable_expense();
  expense.set_jurisdiction("CENTRAL");
  expense.set_rate_class(3);
  expense.set_persons(kPrimaryCareDoctors);
  expense.set_days(26);
  expense.set_staff(4);
  expense.set_claimed_fen(44'100'000);
  expense.set_fund_source("东西部协作专项资金");
  return {request};
}

}  // namespace jiedui::demo
