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

class RandomCorrections : public Corrections {
 protected:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  // A step that anybody may try.
  absl::Status TryStep(const std::string& id, const std::string& day) {
    switch (Pick(8)) {
      case 0:
        return CheckInOn(id, day);
      case 1:
        return Step(id, EndEarly, "EndAssignmentEarly", day);
      case 2:
        return Step(id, MarkNoShow, "MarkNoShow", day);
      case 3:
        return Step(id, Dismiss, "DismissAssignment", day);
      default:
        return CompleteOn(id, day);
    }
  }
  // A correction, asked for and approved.
  absl::Status TryCorrection(const std::string& id, const std::string& day) {
    using Kind = v1::CorrectionChange;
    const std::string name = absl::StrCat("k", ++asked_);
    RETURN_IF_ERROR(AskFor(
        name, absl::StrCat("changes { assignment: '", NameOf(id),
                           "' kind: ", Kind::Kind_Name(static_cast<Kind::Kind>(1 + Pick(5))), " date: '", day, "' }")));
    return Approve(name);
  }
  std::vector<CountedWords> Counted() const {
    std::vector<CountedWords> counted;
    for (const char* id : {"p0", "p1", "p2", "p3"}) counted.push_back(CountedIn(days_, Get(id)));
    return counted;
  }

  const DateRange days_{"2021-05-01", "2021-10-29"};
  std::mt19937 random_{20211231};
  int asked_ = 0;
};

// Whatever is tried, what the frozen period counts of a person stays, unless an approved correction names the person;
// and whatever is corrected, seats and calendars are what a recount says.
TEST_F(RandomCorrections, PropertyNothingElseChangesWhatWasCounted) {
  for (const char* id : {"p0", "p1"}) ASSERT_THAT(CheckInOn(id), IsOk());
  ASSERT_THAT(FreezeDays(days_), IsOk());
  const std::string dates[] = {"2021-10-18", "2021-10-20", "2021-10-24", "2021-10-25", "2021-10-29", "2021-11-02"};
  int made = 0;
  int refused_frozen = 0;
  for (int round = 0; round < 1500; ++round) {
    const int person = Pick(4);
    const std::string id = absl::StrCat("p", person);
    const bool corrects = Pick(10) == 0;
    std::vector<CountedWords> before = Counted();
    const std::string& day = dates[Pick(6)];
    const absl::Status status = corrects ? TryCorrection(id, day) : TryStep(id, day);
    made += corrects && status.ok() ? 1 : 0;
    refused_frozen += ReasonOf(status) == "PERIOD_FROZEN" ? 1 : 0;
    const std::vector<CountedWords> after = Counted();
    if (corrects && status.ok()) before[static_cast<size_t>(person)] = after[static_cast<size_t>(person)];
    ASSERT_EQ(before, after) << round << " " << status;
    if (Get(id).events_size() > 90) BreakAssignment(id, [](auto& assignment) { assignment.clear_events(); });
  }
  EXPECT_GT(made, 30);
  EXPECT_GT(refused_frozen, 5);
  std::vector<std::string> unsound;
  for (const std::string& finding : Findings())
    if (finding.find("CORRECTIONS") == std::string::npos) unsound.push_back(finding);
  EXPECT_THAT(unsound, IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
