// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_people.h"

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using VerifyPeople = VerifiedWorld;

TEST_F(VerifyPeople, TheCalendarIsThatOfTheAssignments) {
  BreakCalendar("zhao", [](auto& calendar) { calendar.mutable_engagements(0)->set_end_date("2021-10-28"); });
  EXPECT_THAT(Findings(), ElementsAre("1 CALENDARS pairings/yh-cx/assignments/zhao: found calendar: "
                                      "pairings/yh-cx/courses/clinical 2021-10-18 to 2021-10-28, required calendar: "
                                      "pairings/yh-cx/courses/clinical 2021-10-18 to 2021-10-29"));
  BreakCalendar("zhao", [](auto& calendar) { calendar.clear_engagements(); });
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("found calendar: nothing, required calendar: ")));
}

TEST_F(VerifyPeople, ApplicationsToo) {
  BreakCalendar("qian", [](auto& calendar) { calendar.mutable_applications(0)->set_waiting(false); });
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("required calendar: an application, waiting, for ")));
  BreakCalendar("sun", [](auto& calendar) { calendar.clear_applications(); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("assignments/sun: found calendar: nothing")));
}

TEST_F(VerifyPeople, NothingElseIsInTheCalendar) {
  BreakCalendar("sun", [](auto& calendar) {
    v1::Engagement& engagement = *calendar.add_engagements();
    engagement.set_assignment("pairings/yh-cx/assignments/nobody");
    engagement.set_item("pairings/yh-cx/courses/other");
    engagement.set_start_date("2021-10-01");
    engagement.set_end_date("2021-10-02");
  });
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("required none: the person has no such assignment")));
}

TEST_F(VerifyPeople, ACalendarThatIsGone) {
  Write([&](store::Transaction& txn) { return tables_.calendars.Delete(txn, "sun"); });
  EXPECT_THAT(Findings(), ElementsAre("1 ASSIGNMENTS pairings/yh-cx/assignments/sun: found no row calendar/sun, "
                                      "required its person's calendar"));
}

TEST_F(VerifyPeople, LeavesAndCalendarsAgree) {
  BreakCalendar("sun", [](auto& calendar) {
    v1::LeaveDays& days = *calendar.add_leaves();
    days.set_leave("persons/sun/leaves/l1");
    days.set_start_date("2022-01-01");
    days.set_end_date("2022-01-05");
  });
  EXPECT_THAT(Findings(), ElementsAre("1 CALENDARS persons/sun/leaves/l1: found calendar: leave 2022-01-01 to "
                                      "2022-01-05, required no such leave"));
  Write([&](store::Transaction& txn) {
    storage::v1::LeaveRecord record;
    record.mutable_leave()->set_name("persons/sun/leaves/l1");
    record.mutable_leave()->set_start_date("2022-01-01");
    record.mutable_leave()->set_end_date("2022-01-05");
    return tables_.leaves.Put(txn, record);
  });
  EXPECT_THAT(Findings(), IsEmpty());
  BreakCalendar("sun", [](auto& calendar) { calendar.clear_leaves(); });
  EXPECT_THAT(Findings(), ElementsAre("1 LEAVES persons/sun/leaves/l1: found not in the calendar, required leave "
                                      "2022-01-01 to 2022-01-05"));
}

TEST_F(VerifyPeople, WhoHasALiveAssignmentIsInTheDirectory) {
  Write([&](store::Transaction& txn) { return tables_.persons.Delete(txn, "sun"); });
  EXPECT_THAT(Findings(), ElementsAre("4 ASSIGNMENTS pairings/yh-cx/assignments/sun: found no row dperson/sun, "
                                      "required its person in the directory"));
}

TEST_F(VerifyPeople, WhoIsAwayIsGuarded) {
  Write([&](store::Transaction& txn) { return tables_.away.Delete(txn, "lingjiang"); });
  EXPECT_THAT(Findings(), ElementsAre("5 ASSIGNMENTS pairings/yh-cx/assignments/zhao: found no row away/lingjiang, "
                                      "required the guard of who is away from the organisation"));
}

TEST_F(VerifyPeople, AnAssignmentHasItsItem) {
  Write([&](store::Transaction& txn) { return tables_.courses.Delete(txn, "yh-cx/clinical"); });
  EXPECT_THAT(Findings(), Contains(HasSubstr("assignments/zhao: found no row course/yh-cx/clinical")));
}

}  // namespace
}  // namespace jiedui::scheduler
