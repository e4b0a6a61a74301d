// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/agreement_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class AgreementService : public ReportingServer {
 protected:
  absl::StatusOr<v1::Agreement> Create(const std::string& id, const std::string& more = "") {
    v1::CreateAgreementRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_agreement_id(id);
    *request.mutable_agreement() = FromText<v1::Agreement>(
        "year: 2021 display_name: '2021年度协作协议' sign_date: '2021-06-01' "
        "targets { figure: 'EX.CADRE.E2W' value: 2 }");
    request.mutable_agreement()->MergeFrom(FromText<v1::Agreement>(more));
    return Invoke(*agreements_, &Agreements::CreateAgreement, request);
  }
  std::vector<std::string> Listed(const std::string& filter) {
    v1::ListAgreementsRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_filter(filter);
    const auto page = Invoke(*agreements_, &Agreements::ListAgreements, request);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> ids;
    if (!page.ok()) return ids;
    for (const v1::Agreement& agreement : page->agreements())
      ids.push_back(agreement.name().substr(agreement.name().rfind('/') + 1));
    return ids;
  }
};

TEST_F(AgreementService, KeepsTheHistoryOfAYear) {
  const auto first = Create("y2021");
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Create("y2021-b", "sign_date: '2021-09-01' supplements: 'pairings/yh-cx/agreements/y2021'"), IsOk());
  ASSERT_THAT(Create("y2022", "year: 2022"), IsOk());
  EXPECT_THAT(Listed("year = 2021"), ElementsAre("y2021", "y2021-b"));
  v1::GetAgreementRequest request;
  request.set_name(first->name());
  EXPECT_EQ(Invoke(*agreements_, &Agreements::GetAgreement, request)->SerializeAsString(), first->SerializeAsString());
  request.set_name("pairings/yh-cx/agreements/none");
  EXPECT_THAT(Invoke(*agreements_, &Agreements::GetAgreement, request),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(AgreementService, RefusesWhatIsWrong) {
  ASSERT_THAT(Create("y2021"), IsOk());
  EXPECT_THAT(Create("y2021"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(FieldsIn(Create("x", "targets { figure: 'NO.SUCH' value: 1 }").status()),
              ElementsAre("agreement.targets[1].figure"));
  EXPECT_THAT(FieldsIn(Create("x", "targets { figure: 'EX.PRO.E2W' value: -1 }").status()),
              ElementsAre("agreement.targets[1].value"));
  EXPECT_THAT(RulesIn(Create("x", "supplements: 'pairings/yh-cx/agreements/none'").status()),
              ElementsAre(StartsWith("SUPPLEMENTED_UNKNOWN")));
  EXPECT_THAT(Listed(""), ElementsAre("y2021"));
}

}  // namespace
}  // namespace jiedui::scheduler
