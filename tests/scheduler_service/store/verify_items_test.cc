// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_items.h"

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

using VerifyItems = VerifiedWorld;

TEST_F(VerifyItems, CountsTheSeatsAnew) {
  BreakSeats([](auto& seats) { seats.mutable_ledger()->set_taken(0); });
  EXPECT_THAT(Findings(), Contains("2 COURSES pairings/yh-cx/courses/clinical: found taken 0, required taken 1"));
}

TEST_F(VerifyItems, KnowsWhatTheCourseOffers) {
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical",
                                   [](auto& record) { record.mutable_course()->set_seats(2); });
  EXPECT_THAT(Findings(),
              ElementsAre("2 COURSES pairings/yh-cx/courses/clinical: found seats 1, required seats 2",
                          "2 COURSES pairings/yh-cx/courses/clinical: found seats in the pool 1, required seats in the "
                          "pool 2"));
}

// Invariant 3: the seat is free, and the calendars of all say so too.
TEST_F(VerifyItems, FindsWhoWaitsBesideAFreeSeat) {
  BreakSeats([](auto& seats) {
    seats.mutable_ledger()->set_seats(2);
    seats.mutable_ledger()->mutable_counts(0)->set_seats(2);
  });
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical",
                                   [](auto& record) { record.mutable_course()->set_seats(2); });
  const std::string waits =
      "3 COURSES pairings/yh-cx/assignments/qian: found persons/qian waits with rank 1 while 1 seats of "
      "pairings/yh-cx/courses/clinical are free, required the offer of a seat";
  EXPECT_THAT(Findings(), ElementsAre(waits));
  // Work that goes on will offer it.
  BreakSeats([](auto& seats) {
    seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_OFFER);
    seats.mutable_ledger()->set_work_in_progress(true);
  });
  EXPECT_THAT(Findings(), IsEmpty());
}

// The course has been moved, its people have not.
TEST_F(VerifyItems, PeopleHaveTheDaysOfTheirItem) {
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical", [](auto& record) {
    record.mutable_course()->set_start_date("2021-11-29");
    record.mutable_course()->set_end_date("2021-12-03");
  });
  EXPECT_THAT(Findings(), testing::Contains("1 COURSES pairings/yh-cx/assignments/zhao: found 2021-10-18..2021-10-29, "
                                            "required within 2021-11-29..2021-12-03, the item's days"));
  BreakSeats([](auto& seats) {
    seats.mutable_work()->set_kind(storage::v1::ItemWork::KIND_MOVE);
    seats.mutable_ledger()->set_work_in_progress(true);
  });
  EXPECT_THAT(Findings(), testing::Not(testing::Contains(testing::HasSubstr("assignments/zhao"))));
}

TEST_F(VerifyItems, WhoMayNotTakeASeatWaits) {
  BreakSeats([](auto& seats) {
    seats.mutable_ledger()->set_seats(2);
    seats.mutable_ledger()->mutable_counts(0)->set_seats(2);
  });
  Break<storage::v1::CourseRecord>(tables_.courses, "yh-cx/clinical", [](auto& record) {
    record.mutable_course()->set_seats(2);
    record.mutable_course()->mutable_requirements()->add_divisions("330110");
  });
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(VerifyItems, RanksAreUniqueAndNotAheadOfTheLast) {
  BreakSeats([](auto& seats) { seats.set_last_rank(0); });
  EXPECT_THAT(Findings(), ElementsAre("2 COURSES pairings/yh-cx/courses/clinical: found last rank given 1, required "
                                      "last rank given 0 to 0"));
  BreakAssignment("qian", [](auto& assignment) { assignment.clear_waiting_rank(); });
  EXPECT_THAT(Findings(), ElementsAre("2 COURSES pairings/yh-cx/assignments/qian: found STATE_WAITLISTED with rank 0, "
                                      "required a rank if, and only if, it waits"));
}

TEST_F(VerifyItems, ItemsAndSeatsGoTogether) {
  Write([&](store::Transaction& txn) { return tables_.seats.Delete(txn, "yh-cx/courses/clinical"); });
  EXPECT_THAT(Findings(),
              ElementsAre("2 COURSES pairings/yh-cx/courses/clinical: found no row of seats, required one"));
  Write([&](store::Transaction& txn) -> absl::Status {
    storage::v1::SeatsRecord seats;
    seats.mutable_ledger()->set_item("pairings/yh-cx/postings/gone");
    return tables_.seats.Put(txn, seats);
  });
  EXPECT_THAT(Findings(), Contains("2 SEATS_ROWS pairings/yh-cx/postings/gone: found seats of no course or posting, "
                                   "required none"));
}

TEST_F(VerifyItems, PostingsToo) {
  Write([&](store::Transaction& txn) -> absl::Status {
    storage::v1::PostingRecord record;
    *record.mutable_posting() = Stationed();
    RETURN_IF_ERROR(tables_.postings.Put(txn, record));
    storage::v1::SeatsRecord seats;
    *seats.mutable_ledger() = NewLedger(Stationed().name(), {.seats = 1, .quotas = {}, .categories = {}});
    seats.mutable_ledger()->set_offered(1);
    return tables_.seats.Put(txn, seats);
  });
  // Nor does anybody know its days.
  EXPECT_THAT(Findings(), Contains("2 POSTINGS pairings/yh-cx/postings/ortho: found offered 1, required offered 0"));
}

}  // namespace
}  // namespace jiedui::scheduler
