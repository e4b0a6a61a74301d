// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/counted_beside.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scheduler_service/store/outcomes.h"
#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::IsEmpty;

class CountedBesideTest : public EditionWorld {
 protected:
  void Sell(const std::string& course) {
    Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/" + course, [](auto& record) {
      record.mutable_course()->set_programme(v1::PROGRAMME_ECOMMERCE);
    });
  }
  void BeginToSell(const std::string& person, const std::string& day) {
    Write([&](store::Transaction& txn) {
      v1::Outcome outcome;
      outcome.set_kind(v1::Outcome::KIND_ENTREPRENEUR);
      outcome.set_person("persons/" + person);
      outcome.set_open_date(day);
      outcome.set_name(absl::StrCat(kPairing, "/outcomes/", OutcomeId(outcome)));
      return Put(tables_, txn, outcome);
    });
  }
  // As a stay of the person at a posting.
  void PutStay(const std::string& id, const std::string& person, const std::string& came,
               const std::string& posting = "ortho") {
    Write([&](store::Transaction& txn) {
      v1::Assignment stay;
      stay.set_name(NameOf(id));
      stay.set_person("persons/" + person);
      stay.set_item("pairings/yh-cx/postings/" + posting);
      stay.set_start_date("2021-06-15");
      stay.set_end_date("2021-12-14");
      stay.set_check_in_date(came);
      return Put(tables_, txn, stay);
    });
  }
  void PutPosting(const std::string& id, v1::Direction direction, v1::Posting::Category category) {
    Write([&](store::Transaction& txn) {
      storage::v1::PostingRecord record;
      record.mutable_posting()->set_name("pairings/yh-cx/postings/" + id);
      record.mutable_posting()->set_direction(direction);
      record.mutable_posting()->set_category(category);
      return tables_.postings.Put(txn, record);
    });
  }
  CountedBeside Beside(const std::string& id) {
    CountedBeside beside;
    Write([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const v1::Assignment assignment, LoadAssignment(tables_, txn, NameOf(id)));
      ASSIGN_OR_RETURN(beside, LoadCountedBeside(tables_, txn, assignment));
      return absl::OkStatus();
    });
    return beside;
  }
};

TEST_F(CountedBesideTest, ACadreDoesNotGoOnAsADoctorNorBackHome) {
  PutPosting("cadre", v1::DIRECTION_EAST_TO_WEST, v1::Posting::CATEGORY_CADRE);
  PutPosting("doctor", v1::DIRECTION_EAST_TO_WEST, v1::Posting::CATEGORY_DOCTOR);
  PutPosting("teacher", v1::DIRECTION_EAST_TO_WEST, v1::Posting::CATEGORY_TEACHER);
  PutPosting("home", v1::DIRECTION_WEST_TO_EAST, v1::Posting::CATEGORY_DOCTOR);
  PutStay("one", "p0", "2021-06-15", "cadre");
  PutStay("two", "p0", "2021-09-01", "doctor");
  PutStay("three", "p0", "2021-10-01", "teacher");
  PutStay("four", "p0", "2021-11-01", "home");
  EXPECT_THAT(Beside("one").other_stays, IsEmpty());
  EXPECT_THAT(Beside("two").other_stays, testing::ElementsAre("2021-10-01"));
  EXPECT_THAT(Beside("four").other_stays, IsEmpty());
}

TEST_F(CountedBesideTest, OfAStayAreTheDaysOnWhichOtherStaysOfThePersonBegan) {
  PutPosting("ortho", v1::DIRECTION_EAST_TO_WEST, v1::Posting::CATEGORY_DOCTOR);
  PutStay("first", "p0", "2021-06-15");
  PutStay("next", "p0", "2021-09-01");
  PutStay("planned", "p0", "");
  PutStay("of-another", "p1", "2021-07-01");
  ASSERT_THAT(CheckInOn("p0"), IsOk());  // at a course
  EXPECT_THAT(Beside("first").other_stays, testing::ElementsAre("2021-09-01"));
  EXPECT_THAT(Beside("next").other_stays, testing::ElementsAre("2021-06-15"));
  EXPECT_THAT(Beside("of-another").other_stays, IsEmpty());
}

TEST_F(CountedBesideTest, OfATraineeIsWhetherAndSinceWhenTheySellAndAreTrained) {
  BeginToSell("p0", "2021-11-20");
  EXPECT_FALSE(Beside("p0").sells);
  EXPECT_THAT(Beside("p0").began_to_sell, IsEmpty());
  Sell("run");
  EXPECT_TRUE(Beside("p0").sells);
  EXPECT_THAT(Beside("p0").began_to_sell, testing::ElementsAre("2021-11-20"));
  EXPECT_THAT(Beside("p0").trained_since, IsEmpty());
  EXPECT_THAT(Beside("p1").began_to_sell, IsEmpty());
}

// Also under the name with which they began.
TEST_F(CountedBesideTest, WhoBeganToSellBeforeAMergeDidSo) {
  Sell("run");
  BeginToSell("p0", "2021-11-20");
  BeginToSell("p1", "2021-11-10");
  Write([&](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const auto names, EntrepreneursOf(tables_, txn, "persons/p1"));
    ASSIGN_OR_RETURN(const OutcomeFacts facts, LoadOutcome(tables_, txn, names.at(0)));
    return MoveEntrepreneur(tables_, txn, *facts.known, "persons/p0");
  });
  EXPECT_THAT(Beside("p0").began_to_sell, testing::ElementsAre("2021-11-20", "2021-11-10"));
  EXPECT_THAT(Beside("p1").began_to_sell, IsEmpty());
}

TEST_F(CountedBesideTest, ACancelledCourseTrainsNobody) {
  BeginToSell("p0", "2021-11-20");
  Sell("run");
  ASSERT_TRUE(Beside("p0").sells);
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/run", [](auto& record) {
    record.mutable_course()->set_state(v1::Course::STATE_CANCELLED);
  });
  EXPECT_FALSE(Beside("p0").sells);
}

TEST_F(CountedBesideTest, TheGuardIsAskedOnlyOfWhatMakesADifference) {
  Sell("run");
  BeginToSell("p0", "2021-11-20");
  ASSERT_THAT(FreezeDays({"2021-11-01", "2021-12-31"}), IsOk());
  EXPECT_THAT(CheckInOn("p0"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(CheckInOn("p1"), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
