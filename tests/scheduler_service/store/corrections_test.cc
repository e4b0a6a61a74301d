// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::IsEmpty;

class Corrections : public EditionWorld {
 protected:
  v1::Correction Found(const std::string& id) {
    return FindCorrection(tables_, *Now(), "pairings/yh-cx/corrections/" + id).value_or(v1::Correction());
  }
  int Taken() { return (*tables_.seats.Find(*Now(), "yh-cx/courses/run"))->ledger().taken(); }
  int64_t Made() { return LoadFrozen(tables_, *Now(), kPairing)->corrections(); }
};

TEST_F(Corrections, AskingChangesNothing) {
  CompleteAll();
  const uint64_t before = Now()->revision();
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  EXPECT_EQ(Now()->revision(), before + 1);
  EXPECT_EQ(Get("p0").state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(Found("k").state(), v1::Correction::STATE_REQUESTED);
  EXPECT_EQ(Found("k").changes(0).person_display_name(), Get("p0").person_display_name());
  EXPECT_THAT(AskFor("k", NeverCame("p0")), FailsWith(StatusCode::kAlreadyExists, "ID_TAKEN"));
  EXPECT_THAT(AskFor("l", NeverCame("nobody")), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(Corrections, ApprovedOnesAreMadeInOneCommitAndMoveTheGuard) {
  CompleteAll();
  PutEdition({});
  ASSERT_THAT(AskFor("k", NeverCame("p0") + NeverCame("p1")), IsOk());
  const uint64_t before = Now()->revision();
  ASSERT_THAT(Approve("k"), IsOk());
  EXPECT_EQ(Now()->revision(), before + 1);
  EXPECT_EQ(Made(), 1);
  EXPECT_EQ(Taken(), 2);
  for (const char* id : {"p0", "p1"}) {
    EXPECT_EQ(Get(id).state(), v1::Assignment::STATE_NO_SHOW);
    EXPECT_EQ(Get(id).events().rbegin()->verb(), "ApproveCorrection");
    EXPECT_EQ(Get(id).events().rbegin()->actor(), "approver");
    EXPECT_EQ(Get(id).events().rbegin()->reason(), "查出未签到");
  }
  EXPECT_THAT(Approve("k"), FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  EXPECT_THAT(Approve("none"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(Corrections, OfSomebodyWhoHasChangedSinceAreOutdated) {
  ASSERT_THAT(CheckInOn("p0"), IsOk());
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  ASSERT_THAT(CompleteOn("p0"), IsOk());
  EXPECT_THAT(Approve("k"), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(Get("p0").state(), v1::Assignment::STATE_COMPLETED);
  EXPECT_EQ(Made(), 0);
}

// Whoever takes a seat takes that of somebody who turns out never to have had one, and nobody else gets it first.
TEST_F(Corrections, ASeatGoesFromOneToAnotherOfThem) {
  CompleteAll();
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  ASSERT_THAT(Approve("k"), IsOk());
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/run",
                                   [](auto& record) { record.mutable_course()->set_seats(3); });
  Break<storage::v1::SeatsRecord>(tables_.seats, "yh-cx/courses/run", [](auto& record) {
    *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = 3, .quotas = {}, .categories = {}});
  });
  const std::string came = "changes { assignment: '" + NameOf("p0") + "' kind: KIND_CHECKED_IN date: '2021-10-18' } ";
  ASSERT_THAT(AskFor("full", came), IsOk());
  EXPECT_THAT(Approve("full"), FailsWith(StatusCode::kFailedPrecondition, "RULES_FAILED"));
  ASSERT_THAT(AskFor("swap", came + NeverCame("p1")), IsOk());
  ASSERT_THAT(Approve("swap"), IsOk());
  EXPECT_EQ(Get("p0").state(), v1::Assignment::STATE_CHECKED_IN);
  EXPECT_EQ(Get("p1").state(), v1::Assignment::STATE_NO_SHOW);
  EXPECT_EQ(Taken(), 3);
}

TEST_F(Corrections, NameNobodyWhoMayNotBeNamed) {
  CompleteAll();
  ASSERT_THAT(AskFor("k", NeverCame("p0")), IsOk());
  EXPECT_NE(Found("k").changes(0).person_display_name(), "");
  BreakAssignment("p0", [](v1::Assignment& assignment) { assignment.clear_person_display_name(); });
  EXPECT_EQ(Found("k").changes(0).person_display_name(), "");
  EXPECT_EQ((*tables_.corrections.Find(*Now(), "yh-cx/k"))->correction().changes(0).person_display_name(), "");
}

// Whatever is tried, what the frozen period counts of a person stays, unless an approved correction names the person;
// and whatever is corrected, seats and calendars are what a recount says.
TEST_F(Corrections, PropertyNothingElseChangesWhatWasCounted) {
  using Kind = v1::CorrectionChange;
  std::mt19937 random(20211231);
  const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  const DateRange days{"2021-05-01", "2021-10-29"};
  const auto counted = [&](const std::string& id) { return CountedIn(days, Get(id)); };
  for (const char* id : {"p0", "p1"}) ASSERT_THAT(CheckInOn(id), IsOk());
  ASSERT_THAT(FreezeDays(days), IsOk());
  const std::string date[] = {"2021-10-18", "2021-10-20", "2021-10-24", "2021-10-25", "2021-10-29", "2021-11-02"};
  int made = 0;
  int refused_frozen = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string id = absl::StrCat("p", pick(4));
    const std::string& day = date[pick(6)];
    std::vector<CountedWords> before;
    for (int i = 0; i < 4; ++i) before.push_back(counted(absl::StrCat("p", i)));
    bool corrected = false;
    absl::Status status;
    switch (pick(10)) {
      case 0:
        status = CheckInOn(id, day);
        break;
      case 1:
      case 5:
      case 6:
      case 7:
        status = CompleteOn(id, day);
        break;
      case 2:
        status = Step(id, EndEarly, "EndAssignmentEarly", day);
        break;
      case 3:
        status = Step(id, MarkNoShow, "MarkNoShow", day);
        break;
      case 4:
        status = Step(id, Dismiss, "DismissAssignment", day);
        break;
      default: {
        const std::string kind = Kind::Kind_Name(static_cast<Kind::Kind>(1 + pick(5)));
        const std::string change =
            absl::StrCat("changes { assignment: '", NameOf(id), "' kind: ", kind, " date: '", day, "' }");
        const std::string name = absl::StrCat("k", round);
        status = AskFor(name, change);
        if (status.ok()) status = Approve(name);
        corrected = status.ok();
        made += corrected ? 1 : 0;
      }
    }
    refused_frozen += ReasonOf(status) == "PERIOD_FROZEN" ? 1 : 0;
    for (int i = 0; i < 4; ++i) {
      const std::string other = absl::StrCat("p", i);
      if (corrected && other == id) continue;
      ASSERT_EQ(counted(other), before[static_cast<size_t>(i)]) << round << " " << status;
    }
    if (Get(id).events_size() > 90) BreakAssignment(id, [](auto& assignment) { assignment.clear_events(); });
  }
  EXPECT_GT(made, 50);
  EXPECT_GT(refused_frozen, 5);
  std::vector<std::string> unsound;
  for (const std::string& finding : Findings())
    if (finding.find("CORRECTIONS") == std::string::npos) unsound.push_back(finding);
  EXPECT_THAT(unsound, IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
