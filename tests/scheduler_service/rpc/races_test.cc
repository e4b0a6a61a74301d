// SPDX-License-Identifier: Apache-2.0
// Many clients at once want what only one can have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Races : public SchedulerServer {
 protected:
  Races() { CreateSmallWorld(); }

  // All requests at once; their answers in the same order.
  std::vector<absl::StatusOr<v1::Assignment>> AssignAll(const std::vector<v1::CreateAssignmentRequest>& requests) {
    std::vector<absl::StatusOr<v1::Assignment>> answers(requests.size(), absl::UnknownError("not asked"));
    std::vector<std::thread> clients;
    for (size_t i = 0; i < requests.size(); ++i)
      clients.emplace_back([&, i] {
        answers[i] = Invoke(*assignments_, &Assignments::CreateAssignment, requests[i], absl::Seconds(60));
      });
    for (std::thread& client : clients) client.join();
    return answers;
  }
};

int Successes(const std::vector<absl::StatusOr<v1::Assignment>>& answers) {
  int count = 0;
  for (const auto& answer : answers) count += answer.ok();
  return count;
}

// 100 for the posting 2021-06-15..2021-12-14, 100 for the course 2021-10-25..2021-11-05: every loser is told the
// winner's dates, and which of their own days those take.
TEST_F(Races, OnePersonTwoPlacesOneWins) {
  std::vector<v1::CreateAssignmentRequest> requests;
  for (int i = 0; i < 200; ++i)
    requests.push_back(ToAssign(absl::StrCat("a", i), "zhao", i % 2 == 0 ? "postings/ortho" : "courses/maternal"));
  const auto answers = AssignAll(requests);
  ASSERT_EQ(Successes(answers), 1);
  std::string winner;
  for (const auto& answer : answers)
    if (answer.ok()) winner = absl::StrCat(answer->item(), " ", answer->start_date(), "..", answer->end_date());
  const bool posting_won = absl::StrContains(winner, "/postings/");
  for (size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].ok()) continue;
    const bool is_same = (i % 2 == 0) == posting_won;
    const std::string shared =
        is_same && posting_won ? "2021-06-15..2021-12-14 (183 days)" : "2021-10-25..2021-11-05 (12 days)";
    EXPECT_THAT(answers[i],
                FailsWith(absl::StatusCode::kFailedPrecondition, is_same ? "ALREADY_ASSIGNED" : "RULES_FAILED"));
    const std::vector<std::string> rules = RulesIn(answers[i].status());
    ASSERT_EQ(rules.size(), is_same && posting_won ? 2U : 1U);  // the posting's one seat is taken too
    EXPECT_THAT(rules.front(), AllOf(StartsWith(is_same ? "ALREADY_ASSIGNED" : "DOUBLE_BOOKING"),
                                     HasSubstr(absl::StrCat(winner, ", overlapping ", shared))));
  }
}

// 200 different overlapping courses for one person: every loser is told which one won.
TEST_F(Races, OnePersonManyPlacesEveryLoserIsToldTheWinner) {
  std::vector<v1::CreateAssignmentRequest> requests;
  for (int i = 0; i < 200; ++i) {
    v1::Course course = Clinical();
    course.set_name(absl::StrCat("pairings/yh-cx/courses/c", i));
    ASSERT_THAT(Create(course), IsOk());
    requests.push_back(ToAssign(absl::StrCat("a", i), "zhao", absl::StrCat("courses/c", i)));
  }
  const auto answers = AssignAll(requests);
  ASSERT_EQ(Successes(answers), 1);
  std::string winner;
  for (const auto& answer : answers)
    if (answer.ok()) winner = answer->item();
  for (const auto& answer : answers) {
    if (answer.ok()) continue;
    EXPECT_THAT(
        RulesIn(answer.status()),
        ElementsAre(HasSubstr(winner + " 2021-10-18..2021-10-29, overlapping 2021-10-18..2021-10-29 (12 days)")));
  }
}

TEST_F(Races, TouchingDaysBothSucceed) {
  v1::Course after = Clinical();
  after.set_name("pairings/yh-cx/courses/after");
  after.set_start_date("2021-10-30");
  after.set_end_date("2021-11-05");
  ASSERT_THAT(Create(after), IsOk());
  const auto answers = AssignAll({ToAssign("a", "zhao", "courses/clinical"), ToAssign("b", "zhao", "courses/after")});
  EXPECT_EQ(Successes(answers), 2);
}

// U13.
TEST_F(Races, TheLastSeatIsTakenOnce) {
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/one");
  course.set_seats(1);
  ASSERT_THAT(Create(course), IsOk());
  std::vector<registry::v1::Person> persons;
  std::vector<v1::CreateAssignmentRequest> requests;
  for (int i = 0; i < 64; ++i) {
    persons.push_back(VillageDoctor(absl::StrCat("p", i)));
    requests.push_back(ToAssign(absl::StrCat("a", i), absl::StrCat("p", i), "courses/one"));
  }
  registry_.PutAll(persons);
  const auto answers = AssignAll(requests);
  EXPECT_EQ(Successes(answers), 1);
  for (const auto& answer : answers) {
    if (answer.ok()) continue;
    EXPECT_THAT(RulesIn(answer.status()),
                ElementsAre("NO_SEAT pairings/yh-cx/courses/one: found 1 of 1 seats taken in the pool, required a free "
                            "one"));
  }
}

class LastSeat : public AssignmentServer {};

// U13: 29 of 30 seats are taken; of two who are confirmed at once one gets the seat, the other is first in the line.
TEST_F(LastSeat, OfTwoConfirmedAtOnceOneWaits) {
  ASSERT_THAT(Create(YuhangCangxi()), IsOk());
  v1::Course course = Clinical();
  course.set_seats(30);
  ASSERT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  std::vector<registry::v1::Person> persons;
  for (int i = 0; i < 29; ++i) persons.push_back(VillageDoctor(absl::StrCat("p", i)));
  registry_.PutAll(persons);
  for (const char* id : {"zhao", "qian"}) {
    ASSERT_THAT(Nominate(id, id, "courses/clinical"), IsOk());
    ASSERT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk());
  }
  for (int i = 0; i < 29; ++i)
    ASSERT_THAT(Assign(absl::StrCat("a", i), absl::StrCat("p", i), "courses/clinical"), IsOk());

  std::thread first([this] { EXPECT_THAT(Confirm("zhao"), IsOk()); });
  std::thread second([this] { EXPECT_THAT(Confirm("qian"), IsOk()); });
  first.join();
  second.join();
  const bool zhao_waits = StateOf("zhao") == v1::Assignment::STATE_WAITLISTED;
  const v1::Assignment seated = Get(zhao_waits ? "qian" : "zhao");
  const v1::Assignment waiting = Get(zhao_waits ? "zhao" : "qian");
  EXPECT_EQ(seated.state(), v1::Assignment::STATE_CONFIRMED);
  EXPECT_EQ(waiting.state(), v1::Assignment::STATE_WAITLISTED);
  EXPECT_EQ(waiting.waiting_rank(), 1);
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 30);
  EXPECT_THAT(waiting.events(2).reason(), HasSubstr("30 of 30 seats taken"));
}

}  // namespace
}  // namespace jiedui::scheduler
