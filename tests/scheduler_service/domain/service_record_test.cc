// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/service_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace jiedui::scheduler {
namespace {

v1::Assignment There(const std::string& id, const std::string& first, const std::string& last) {
  v1::Assignment assignment;
  assignment.set_name("pairings/yh-cx/assignments/" + id);
  assignment.set_item("pairings/yh-cx/postings/" + id);
  assignment.set_start_date(first);
  assignment.set_end_date(last);
  assignment.set_check_in_date(first);
  return assignment;
}

v1::ServiceRecord RecordUntil(const std::string& as_of) {
  v1::ServiceRecord record;
  record.set_as_of(as_of);
  record.set_days_required(365);
  return record;
}

v1::PersonCalendar OnLeave(const std::string& first, const std::string& last) {
  v1::PersonCalendar calendar;
  v1::LeaveDays& leave = *calendar.add_leaves();
  leave.set_start_date(first);
  leave.set_end_date(last);
  return calendar;
}

// U23: 184 and 183 days without 10 of sick leave are 357, 8 short of 365.
TEST(ServiceRecord, DaysAddUpWithoutLeave) {
  v1::ServiceRecord record = RecordUntil("2021-12-31");
  AddService(record, There("second", "2021-06-15", "2021-12-14"), "");
  AddService(record, There("first", "2019-07-01", "2019-12-31"), "骨科派驻医师");
  record = Counted(record, OnLeave("2021-08-01", "2021-08-10"));
  EXPECT_EQ(record.days(), 357);
  EXPECT_EQ(record.days_missing(), 8);
  ASSERT_EQ(record.periods_size(), 2);
  EXPECT_EQ(record.periods(0).days(), 184);
  EXPECT_EQ(record.periods(0).display_name(), "骨科派驻医师");
  EXPECT_EQ(record.periods(1).days(), 183);
  EXPECT_EQ(record.periods(1).leave_days(), 10);
}

TEST(ServiceRecord, ADayInTwoPostingsCountsOnce) {
  v1::ServiceRecord record = RecordUntil("2021-12-31");
  AddService(record, There("a", "2021-06-01", "2021-06-10"), "");
  AddService(record, There("b", "2021-06-06", "2021-06-15"), "");
  EXPECT_EQ(Counted(record, {}).days(), 15);
}

TEST(ServiceRecord, UntilTheDayAskedForFromTheDayOfArrival) {
  v1::ServiceRecord record = RecordUntil("2021-06-05");
  v1::Assignment late = There("late", "2021-06-01", "2021-06-10");
  late.set_check_in_date("2021-06-03");
  AddService(record, late, "");
  AddService(record, There("later", "2021-06-06", "2021-06-10"), "");
  v1::Assignment absent = There("absent", "2021-01-01", "2021-01-10");
  absent.clear_check_in_date();
  AddService(record, absent, "");
  record = Counted(record, {});
  EXPECT_EQ(record.days(), 3);
  EXPECT_EQ(record.periods_size(), 1);
  EXPECT_EQ(record.days_missing(), 362);
}

TEST(ServiceRecord, LongEnoughMissesNothing) {
  v1::ServiceRecord record = RecordUntil("2022-12-31");
  AddService(record, There("a", "2021-01-01", "2022-12-31"), "");
  EXPECT_EQ(Counted(record, {}).days(), 730);
  EXPECT_EQ(Counted(record, {}).days_missing(), 0);
}

}  // namespace
}  // namespace jiedui::scheduler
