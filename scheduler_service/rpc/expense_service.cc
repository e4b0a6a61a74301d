// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/expense_service.h"

#include <optional>
#include <string>
#include <utility>

#include "jiedui/scheduler/v1/expense_service.pb.h"
#include "scheduler_service/domain/expense.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/expenses.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using rpc::CallInfo;
using rpc::ReadContext;
using store::Transaction;
using v1::CourseExpense;

absl::StatusOr<v1::SetCourseExpenseRequest> ParseSet(v1::SetCourseExpenseRequest request, const CallInfo& /*call*/) {
  RETURN_IF_ERROR(CheckExpense(request.expense()));
  return request;
}

absl::StatusOr<CourseExpense> Set(const ServiceParts& parts, const v1::SetCourseExpenseRequest& request,
                                  Transaction& txn) {
  const std::string key = MemberKey(request.course());
  ASSIGN_OR_RETURN(const auto course, parts.tables.courses.FindBytes(txn, key));
  if (!course.has_value()) return ResourceNotFound(kCourseType, request.course());
  ASSIGN_OR_RETURN(const auto record, parts.tables.expenses.Find(txn, key));
  std::optional<CourseExpense> before;
  if (record.has_value()) before = record->expense();
  storage::v1::CourseExpenseRecord stored;
  ASSIGN_OR_RETURN(*stored.mutable_expense(), StoredExpense(request.course(), before, request.expense(), StampOf(txn)));
  RETURN_IF_ERROR(parts.tables.expenses.Put(txn, stored));
  return std::move(*stored.mutable_expense());
}

absl::StatusOr<v1::ExpenseReview> ReviewCourse(const ServiceParts& parts, const ExpenseRates& rates,
                                               const std::string& course, const ReadContext& context) {
  ASSIGN_OR_RETURN(ExpenseFacts facts, GatherExpense(parts.tables, context.snapshot, course));
  facts.rate = rates.Find(facts.expense.jurisdiction(), facts.expense.rate_class(), facts.course.start_date());
  return Review(facts);
}

v1::ListExpenseRatesResponse ListRates(const ExpenseRates& rates, const std::string& jurisdiction) {
  v1::ListExpenseRatesResponse response;
  for (const v1::ExpenseRate& rate : rates.All())
    if (jurisdiction.empty() || rate.jurisdiction() == jurisdiction) *response.add_rates() = rate;
  return response;
}

}  // namespace

rpc::Service NewExpenseService(const ServiceParts& parts, const ExpenseRates& rates) {
  rpc::Service service("jiedui.scheduler.v1.ExpenseService");
  service.Write<v1::SetCourseExpenseRequest, CourseExpense>(
      "SetCourseExpense", ParseSet,
      [parts](const v1::SetCourseExpenseRequest& request, Transaction& txn) { return Set(parts, request, txn); });
  service.Read<v1::GetCourseExpenseRequest, CourseExpense>(
      "GetCourseExpense", rpc::ReadCost::kPoint,
      [parts](const v1::GetCourseExpenseRequest& request, const ReadContext& context) {
        return GetResource(parts.tables.expenses, MemberKey(request.course()), kCourseExpenseType,
                           request.course() + "/expense", context);
      });
  service.Read<v1::ReviewCourseExpenseRequest, v1::ExpenseReview>(
      "ReviewCourseExpense", rpc::ReadCost::kScan,
      [parts, &rates](const v1::ReviewCourseExpenseRequest& request, const ReadContext& context) {
        return ReviewCourse(parts, rates, request.course(), context);
      });
  service.Read<v1::ListExpenseRatesRequest, v1::ListExpenseRatesResponse>(
      "ListExpenseRates", rpc::ReadCost::kScan,
      [&rates](const v1::ListExpenseRatesRequest& request, const ReadContext&) {
        return absl::StatusOr<v1::ListExpenseRatesResponse>(ListRates(rates, request.jurisdiction()));
      });
  return service;
}

}  // namespace jiedui::scheduler
