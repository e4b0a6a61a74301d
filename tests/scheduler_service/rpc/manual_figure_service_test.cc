// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/manual_figure_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;

class ManualFigureService : public ReportingServer {
 protected:
  absl::StatusOr<v1::ManualFigure> Enter(const std::string& more = "") {
    v1::CreateManualFigureRequest request;
    request.set_parent("pairings/yh-cx");
    *request.mutable_manual_figure() = FromText<v1::ManualFigure>(
        "code: 'OUT.ONLINE_SALES' title: '网络销售额' unit: UNIT_TEN_THOUSAND_YUAN value: '8000' as_of: '2021-11-15' "
        "source: '县商务局'");
    request.mutable_manual_figure()->MergeFrom(FromText<v1::ManualFigure>(more));
    return Invoke(*manual_figures_, &ManualFigures::CreateManualFigure, request);
  }
  absl::StatusOr<v1::ManualFigure> Update(const std::string& name, const std::string& values) {
    v1::UpdateManualFigureRequest request;
    *request.mutable_manual_figure() = FromText<v1::ManualFigure>(values);
    request.mutable_manual_figure()->set_name(name);
    return Invoke(*manual_figures_, &ManualFigures::UpdateManualFigure, request);
  }
};

TEST_F(ManualFigureService, ACodeHasOneFigureADay) {
  const auto entered = Enter("value: '79.70'");
  ASSERT_THAT(entered, IsOk());
  EXPECT_EQ(entered->value(), "79.7");
  EXPECT_EQ(entered->entered_by(), "anonymous");
  EXPECT_THAT(Enter("value: '80'"), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(Enter("as_of: '2021-11-16'"), IsOk());
  v1::ListManualFiguresRequest request;
  request.set_parent("pairings/yh-cx");
  request.set_filter("code = \"OUT.ONLINE_SALES\" AND as_of <= \"2021-11-15\"");
  const auto page = Invoke(*manual_figures_, &ManualFigures::ListManualFigures, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->manual_figures_size(), 1);
  EXPECT_EQ(page->manual_figures(0).SerializeAsString(), entered->SerializeAsString());
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(ManualFigureService, IsPutRight) {
  const auto entered = Enter();
  ASSERT_THAT(entered, IsOk());
  const auto updated = Update(entered->name(), "value: '8100.00' qualifier: QUALIFIER_ABOUT");
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->value(), "8100");
  EXPECT_EQ(updated->title(), "网络销售额");
  EXPECT_THAT(Update(entered->name(), "value: '1' etag: '" + entered->etag() + "'"),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(FieldsIn(Update(entered->name(), "value: '1,0'").status()), ElementsAre("manual_figure.value"));
  EXPECT_THAT(FieldsIn(Update(entered->name(), "as_of: '2021-11-17'").status()), ElementsAre("manual_figure.as_of"));
  EXPECT_THAT(Update("pairings/yh-cx/manualFigures/none", "value: '1'"),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ManualFigureService, NobodyEntersWhatIsCounted) {
  EXPECT_THAT(FieldsIn(Enter("code: 'EX.CADRE.E2W'").status()), ElementsAre("manual_figure.code"));
}

}  // namespace
}  // namespace jiedui::scheduler
