// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/assignments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/civil_date.h"
#include "deploy/demo/dataset.h"

namespace jiedui::demo {
namespace {

using Command = scheduler::v1::ApplyAssignmentCommandsRequest;

AssignmentCommands AllCommands() {
  AssignmentCommands commands = MakeAssignments();
  const AssignmentCommands events = MakeAssignmentEvents();
  commands.insert(commands.end(), events.begin(), events.end());
  return commands;
}

std::map<std::string, DateRange> DatesOfItems() {
  const Dataset dataset = MakeGoldenDataset();
  std::map<std::string, DateRange> dates;
  for (const auto& request : dataset.courses) {
    dates[request.parent() + "/courses/" + request.course_id()] = {request.course().start_date(),
                                                                   request.course().end_date()};
  }
  for (const auto& request : dataset.postings) {
    dates[request.parent() + "/postings/" + request.posting_id()] = {request.posting().start_date(),
                                                                     request.posting().end_date()};
  }
  return dates;
}

TEST(MakeAssignments, BookNobodyTwiceOnOneDay) {
  const std::map<std::string, DateRange> dates = DatesOfItems();
  std::map<std::string, std::vector<DateRange>> calendars;
  for (const Command& command : AllCommands()) {
    if (!command.has_create()) continue;
    const scheduler::v1::Assignment& assignment = command.create().assignment();
    const DateRange& range = dates.at(assignment.item());
    for (const DateRange& other : calendars[assignment.person()]) {
      EXPECT_FALSE(Intersection(range, other).has_value()) << assignment.person();
    }
    calendars[assignment.person()].push_back(range);
  }
}

TEST(MakeAssignments, GiveNoSeatAwayTwice) {
  std::set<std::string> names;
  std::set<std::string> seats;
  int created = 0;
  for (const Command& command : AllCommands()) {
    if (!command.has_create()) continue;
    ++created;
    names.insert(command.create().parent() + command.create().assignment_id());
    seats.insert(command.create().assignment().person() + " " + command.create().assignment().item());
  }
  // 16 postings, 30 doctors, 320 confirmed in the talent programme, 480 in e-commerce.
  EXPECT_EQ(created, 16 + 30 + 320 + 480);
  EXPECT_EQ(names.size(), 846U);
  EXPECT_EQ(seats.size(), 846U);
}

TEST(MakeAssignments, LeaveTheThreeTransferredSeatsForLater) {
  int later = 0;
  for (const Command& command : MakeAssignmentEvents()) later += command.has_create() ? 1 : 0;
  EXPECT_EQ(later, 3);
  for (const Command& command : MakeAssignments()) EXPECT_TRUE(command.has_create());
}

TEST(MakeAssignmentEvents, CancelSixWithdrawalsAndThirtyTwoAbsences) {
  std::map<std::string, int> reasons;
  for (const Command& command : MakeAssignmentEvents()) {
    if (command.has_cancel()) ++reasons[command.cancel().reason()];
  }
  EXPECT_EQ(reasons["开班前退出:单位工作安排"], 6);
  EXPECT_EQ(reasons["未报到"], 14 + 18);
}

TEST(MakeAssignmentEvents, FollowTheCreationAndTheCheckIn) {
  std::set<std::string> created;
  std::set<std::string> checked_in;
  for (const Command& command : AllCommands()) {
    if (command.has_create())
      created.insert(command.create().parent() + "/assignments/" + command.create().assignment_id());
    if (command.has_check_in()) {
      EXPECT_TRUE(created.contains(command.check_in().name()));
      checked_in.insert(command.check_in().name());
    }
    if (command.has_complete()) {
      EXPECT_TRUE(checked_in.contains(command.complete().name()));
    }
    if (command.has_end_early()) {
      EXPECT_TRUE(checked_in.contains(command.end_early().name()));
    }
    if (command.has_cancel()) {
      EXPECT_FALSE(checked_in.contains(command.cancel().name()));
    }
  }
}

}  // namespace
}  // namespace jiedui::demo
