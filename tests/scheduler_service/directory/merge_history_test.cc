// SPDX-License-Identifier: Apache-2.0
// Random merges, undone in any order, several in a commit, some of them missed and brought by a snapshot: after each,
// every assignment lies where the merges lead from the person it was made for, and calendars and assignments agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/clashes.h"
#include "tests/scheduler_service/directory/followed_registry.h"

namespace jiedui::scheduler {
namespace {

class MergeHistory : public FollowedRegistry {
 protected:
  static constexpr int kPeople = 7;
  static constexpr size_t kAssignments = 40;

  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  std::string Anybody() { return absl::StrCat("p", Pick(kPeople)); }

  // The model: follows the merges, knowing nothing of directory and calendars.
  std::string Home(std::string person) const {
    for (auto into = merged_.find(person); into != merged_.end(); into = merged_.find(person)) person = into->second;
    return person;
  }
  Person RowOf(const std::string& id) const {
    const auto into = merged_.find(id);
    return into != merged_.end() ? Merged(id, into->second) : VillageDoctor(id);
  }

  // Merges and undoes some; who was touched.
  std::set<std::string> Change() {
    std::set<std::string> touched;
    for (int change = Pick(3); change >= 0; --change) {
      const std::string one = Anybody();
      const std::string other = Anybody();
      if (merged_.erase(one) == 0 && Home(other) != one) merged_[one] = Home(other);
      touched.insert({one, other});
    }
    return touched;
  }
  void FollowCommit(const std::set<std::string>& touched) {
    std::vector<Person> rows;
    for (const std::string& id : touched) rows.push_back(RowOf(id));
    Registry(rows);
  }
  void FollowSnapshot() {
    std::vector<Person> rows;
    for (int i = 0; i < kPeople; ++i) rows.push_back(RowOf(absl::StrCat("p", i)));
    std::shuffle(rows.begin(), rows.end(), random_);
    Reload(rows);
  }
  void SeatSomebody() {
    if (made_for_.size() >= kAssignments) return;
    const std::string id = absl::StrCat("s", made_for_.size());
    const std::string person = Home(Anybody());
    Seat(id, person, absl::StrCat("2021-10-", 10 + Pick(20)), "2021-10-30");
    made_for_[id] = person;
  }

  void Check() {
    std::map<std::string, std::set<std::string>> expected;
    for (const auto& [id, person] : made_for_) {
      ASSERT_EQ(PersonOf(id), "persons/" + Home(person)) << id;
      expected[Home(person)].insert("pairings/yh-cx/assignments/" + id);
    }
    for (int i = 0; i < kPeople; ++i) CheckCalendar(absl::StrCat("p", i), expected[absl::StrCat("p", i)]);
  }
  void CheckCalendar(const std::string& person, const std::set<std::string>& expected) {
    std::set<std::string> engaged;
    v1::PersonCalendar calendar = CalendarOf(person);
    for (const auto& engagement : calendar.engagements()) engaged.insert(engagement.assignment());
    ASSERT_EQ(engaged, expected) << person;
    const std::string stored = calendar.SerializeAsString();
    MarkClashes(calendar);
    ASSERT_EQ(stored, calendar.SerializeAsString()) << person;
  }

  std::mt19937 random_{11};
  std::map<std::string, std::string> merged_;    // who into whom
  std::map<std::string, std::string> made_for_;  // assignments
};

TEST_F(MergeHistory, LeavesEveryAssignmentWithItsPerson) {
  FollowSnapshot();
  for (int step = 0; step < 400; ++step) {
    SCOPED_TRACE(step);
    const std::set<std::string> touched = Change();
    if (step % 5 == 3) continue;  // missed
    if (step % 5 == 4)
      FollowSnapshot();
    else
      FollowCommit(touched);
    SeatSomebody();
    ASSERT_NO_FATAL_FAILURE(Check());
  }
}

}  // namespace
}  // namespace jiedui::scheduler
