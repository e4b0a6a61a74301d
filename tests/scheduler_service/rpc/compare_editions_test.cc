// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/compare_editions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ComparedEditions : public ReportingServer {
 protected:
  ComparedEditions() {
    for (const char* id : {"zhao", "qian", "sun"}) CompleteClinical(id);
    EXPECT_THAT(FreezeUntil("2021-12-31", "first"), IsOk());
  }

  static std::vector<std::string> Figures(const v1::CompareEditionsResponse& difference) {
    std::vector<std::string> figures;
    for (const v1::FigureChange& change : difference.figures())
      figures.push_back(absl::StrCat(change.figure(), " ", change.before(), ">", change.after()));
    return figures;
  }
  // The rows of the figure that tells who completed.
  static std::vector<v1::EditionDifference> Completed(const v1::CompareEditionsResponse& difference) {
    std::vector<v1::EditionDifference> rows;
    for (const v1::EditionDifference& row : difference.rows())
      if (row.figure() == "TR.TALENT.COMPLETED") rows.push_back(row);
    return rows;
  }
};

TEST_F(ComparedEditions, OneIsLikeItself) {
  const auto same = Compare("first", "first");
  ASSERT_THAT(same, IsOk());
  EXPECT_THAT(same->figures(), IsEmpty());
  EXPECT_EQ(same->rows_total(), 0);
  EXPECT_THAT(Compare("first")->figures(), IsEmpty());
}

TEST_F(ComparedEditions, TellWhoWasCorrectedByWhomWhenAndWhy) {
  ASSERT_THAT(AskFor("k1", NeverCame({"qian", "sun"})), IsOk());
  const auto approved = Approve("k1");
  ASSERT_THAT(approved, IsOk());
  const auto live = Compare("first");
  ASSERT_THAT(live, IsOk());
  EXPECT_THAT(Figures(*live), Contains("TR.TALENT.COMPLETED 3>1"));
  EXPECT_THAT(Figures(*live), Contains("TR.TALENT.PERSONS 3>1"));
  ASSERT_THAT(FreezeUntil("2021-12-31", "second"), IsOk());
  const auto difference = Compare("first", "second");
  ASSERT_THAT(difference, IsOk());
  EXPECT_EQ(difference->SerializeAsString(), live->SerializeAsString());
  const auto rows = Completed(*difference);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].row().resource(), NameOf("qian"));
  EXPECT_EQ(rows[0].row().display_name(), "赵示范");
  EXPECT_EQ(rows[0].row().state(), "STATE_NO_SHOW");
  EXPECT_FALSE(rows[0].added());
  EXPECT_EQ(rows[0].correction(), "pairings/yh-cx/corrections/k1");
  EXPECT_EQ(rows[0].requester(), "协作办 李某");
  EXPECT_EQ(rows[0].approver(), "组织部 王某");
  EXPECT_EQ(rows[0].reason(), "查出未签到");
  EXPECT_EQ(rows[0].approve_time().seconds(), approved->decide_time().seconds());
  EXPECT_EQ(rows[1].row().resource(), NameOf("sun"));
}

TEST_F(ComparedEditions, OfTwoCorrectionsTheLastIsTold) {
  ASSERT_THAT(AskFor("k1", NeverCame({"qian"})), IsOk());
  ASSERT_THAT(Approve("k1"), IsOk());
  ASSERT_THAT(FreezeUntil("2021-12-31", "second"), IsOk());
  ASSERT_THAT(AskFor("k2", "changes { assignment: '" + NameOf("qian") + "' kind: KIND_CHECKED_IN date: '2021-10-20' }"),
              IsOk());
  ASSERT_THAT(Approve("k2"), IsOk());
  const auto whole = Compare("first");
  ASSERT_THAT(whole, IsOk());
  ASSERT_THAT(Completed(*whole), SizeIs(1));
  EXPECT_EQ(Completed(*whole)[0].correction(), "pairings/yh-cx/corrections/k2");
  const auto early = Compare("first", "second");
  ASSERT_THAT(Completed(*early), SizeIs(1));
  EXPECT_EQ(Completed(*early)[0].correction(), "pairings/yh-cx/corrections/k1");
}

TEST_F(ComparedEditions, AreOfOnePairingAndPeriod) {
  ASSERT_THAT(FreezeUntil("2021-11-15", "other"), IsOk());
  EXPECT_THAT(FieldsIn(Compare("first", "other").status()), ElementsAre("after"));
  EXPECT_THAT(Compare("none"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::CompareEditionsRequest request;
  request.set_before("pairings/yh-cx/editions/first");
  request.set_after("pairings/elsewhere/editions/first");
  EXPECT_THAT(FieldsIn(Invoke(*editions_, &Editions::CompareEditions, request).status()), ElementsAre("after"));
}

}  // namespace
}  // namespace jiedui::scheduler
