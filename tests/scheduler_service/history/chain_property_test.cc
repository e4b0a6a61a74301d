// SPDX-License-Identifier: Apache-2.0
// Freed seats are served by chains that leave nobody a reason to complain: judged by the planner's own definition of a
// stable matching (planning/stable.h), which knows nothing of ledgers, calendars and waiting lists.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/stable.h"
#include "scheduler_service/store/moving.h"
#include "tests/scheduler_service/store/queue_world.h"
#include "tests/support/rounds.h"
#include "tests/support/seed.h"

namespace jiedui::scheduler {
namespace {

constexpr int kCourses = 5;
constexpr int kPeople = 14;
using State = v1::Assignment;

class ChainHistory : public QueueWorld {
 protected:
  ChainHistory() : QueueWorld(1) {
    for (int course = 0; course < kCourses; ++course) {
      PutCourse(absl::StrCat("c", course), [&](v1::Course& made) {
        made.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
        made.set_seats(1 + course % 2);
      });
    }
  }

  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  std::vector<v1::Assignment> All() {
    std::vector<v1::Assignment> all;
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    const auto range = store::PrefixRange(tables_.assignments.RowKey("yh-cx/"));
    EXPECT_THAT(snapshot->Scan(store::Family::kRows, range,
                               [&](absl::string_view key, absl::string_view value) {
                                 const auto decoded =
                                     tables_.assignments.Decode(key.substr(tables_.assignments.prefix().size()), value);
                                 EXPECT_THAT(decoded, IsOk());
                                 all.push_back(decoded->assignment());
                                 return true;
                               }),
                IsOk());
    return all;
  }

  static int CourseOf(const v1::Assignment& assignment) { return assignment.item().back() - '0'; }

  std::optional<v1::Assignment> SeatOf(const std::string& person) {
    for (const v1::Assignment& one : All())
      if (one.person() == "persons/" + person && HoldsSeat(one.state())) return one;
    return std::nullopt;
  }

  // Somebody asks for a seat, in place of the one that they have, if any; or leaves what they have.
  void Step() {
    const std::string person = absl::StrCat("p", Pick(kPeople));
    const auto seat = SeatOf(person);
    if (seat.has_value() && Pick(3) == 0) return Leave(std::string(seat->name().substr(seat->name().rfind('/') + 1)));
    const int course = Pick(kCourses);
    for (const v1::Assignment& one : All())
      if (one.person() == "persons/" + person && IsLive(one.state()) &&
          (CourseOf(one) == course || !HoldsSeat(one.state())))
        return;  // one wish at a time
    const std::string id = absl::StrCat("a", ++last_id_);
    AddPerson(person);
    NominateAt(id, person, absl::StrCat("c", course));
    Approve(id);
    Do([&](store::Transaction& txn) -> absl::Status {
      const scheduler::Step confirm{.verb = "ConfirmAssignment", .name = Name(id)};
      if (seat.has_value()) return ConfirmGivingUp(tables_, txn, confirm, seat->name()).status();
      ASSIGN_OR_RETURN(const StepFacts facts, LoadStep(tables_, txn, Name(id)));
      ASSIGN_OR_RETURN(const Candidate candidate, LoadCandidateOf(tables_, txn, facts));
      ASSIGN_OR_RETURN(const auto change, Confirm(facts, candidate, confirm, StampOf(txn)));
      return PutAndServe(tables_, txn, change).status();
    });
  }

  // Whoever has a seat keeps it for sure; those who wait stand by their rank, and have that wish before what they have.
  std::vector<planning::BlockingPair> Complaints() {
    planning::Market market{.applicants = kPeople, .postings = {}, .region_caps = {}, .applications = {}};
    for (int course = 0; course < kCourses; ++course) market.postings.push_back({.openings = 1 + course % 2});
    std::vector<int32_t> granted;
    for (const v1::Assignment& one : All()) {
      const bool has_seat = HoldsSeat(one.state());
      if (!has_seat && one.state() != State::STATE_WAITLISTED) continue;
      if (has_seat) granted.push_back(static_cast<int32_t>(market.applications.size()));
      market.applications.push_back({.applicant = std::stoi(one.person().substr(std::string("persons/p").size())),
                                     .posting = CourseOf(one),
                                     .wish = has_seat ? 1 : 0,
                                     .standing = has_seat ? 0 : static_cast<int32_t>(one.waiting_rank())});
    }
    const auto pairs = planning::BlockingPairs(market, granted);
    EXPECT_THAT(pairs, IsOk());
    return pairs.value_or(std::vector<planning::BlockingPair>());
  }

  // Moves so far: nothing else cancels here.
  int64_t Moves() {
    return absl::c_count_if(All(), [](const v1::Assignment& one) { return one.state() == State::STATE_CANCELLED; });
  }

  const uint64_t seed_ = SomeSeed();
  std::mt19937_64 random_{seed_};
  int last_id_ = 0;
};

TEST_F(ChainHistory, LeavesNobodyAReasonToComplain) {
  SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed_));
  const int64_t steps = Rounds(1500);
  const int64_t moves = Rounds(30);
  // A short history may by chance have few moves to look at: it then goes on.
  for (int64_t step = 0; (step < steps || Moves() <= moves) && step < 20 * steps && !HasFailure(); ++step) {
    Step();
    EXPECT_TRUE(Complaints().empty()) << step;
  }
  EXPECT_GT(Moves(), moves);
}

}  // namespace
}  // namespace jiedui::scheduler
