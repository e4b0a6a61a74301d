// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/assignment_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

storage::v1::AssignmentRecord Certified() {
  return FromText<storage::v1::AssignmentRecord>(R"pb(
    assignment {
      name: "pairings/yh-cx/assignments/a"
      person: "persons/zhao"
      item: "pairings/yh-cx/courses/clinical"
      person_display_name: "赵示范"
      state: STATE_CERTIFIED
      start_date: "2021-10-18"
      end_date: "2021-10-29"
      check_in_date: "2021-10-19"
      close_date: "2021-10-30"
      short_stay: true
      events { state: STATE_NOMINATED date: "2021-09-01" }
      events { state: STATE_CHECKED_IN date: "2021-10-19" }
      certificate { number: "yh-cx-2021-000001" issue_date: "2021-11-01" }
    })pb");
}

TEST(AssignmentView, SeesWhatTheRecordSays) {
  const std::string bytes = Certified().SerializeAsString();
  const auto view = ViewAssignment(bytes);
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->name, "pairings/yh-cx/assignments/a");
  EXPECT_EQ(view->person, "persons/zhao");
  EXPECT_EQ(view->item, "pairings/yh-cx/courses/clinical");
  EXPECT_EQ(view->state, v1::Assignment::STATE_CERTIFIED);
  EXPECT_EQ(view->check_in_date, "2021-10-19");
  EXPECT_EQ(view->end_date, "2021-10-29");
  EXPECT_EQ(view->close_date, "2021-10-30");
  EXPECT_TRUE(view->short_stay);
  EXPECT_EQ(NominationDay(*view), "2021-09-01");
  EXPECT_EQ(CertificateDay(*view), "2021-11-01");
}

TEST(AssignmentView, ANominationWithoutADayIsOfTheDayItWasRecorded) {
  storage::v1::AssignmentRecord record = Certified();
  v1::AssignmentEvent& event = *record.mutable_assignment()->mutable_events(0);
  event.clear_date();
  event.mutable_record_time()->set_seconds(1632931200);  // 2021-09-30 00:00 in Shanghai
  const std::string bytes = record.SerializeAsString();
  EXPECT_EQ(NominationDay(*ViewAssignment(bytes)), "2021-09-30");
}

TEST(AssignmentView, WhatIsNotThereIsEmpty) {
  const std::string bytes = storage::v1::AssignmentRecord().SerializeAsString();
  const auto view = ViewAssignment(bytes);
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->check_in_date, "");
  EXPECT_EQ(NominationDay(*view), "");
  EXPECT_EQ(CertificateDay(*view), "");
}

TEST(AssignmentView, DamagedBytesAreNone) {
  EXPECT_FALSE(ViewAssignment("\xff\xff").has_value());
  EXPECT_FALSE(ViewAssignment(absl::string_view("\x0a\x03\x0a\x09z", 5)).has_value());
}

}  // namespace
}  // namespace jiedui::scheduler
