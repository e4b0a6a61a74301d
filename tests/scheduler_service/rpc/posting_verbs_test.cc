// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/posting_verbs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using State = v1::Assignment;

class PostingVerbs : public AssignmentServer {
 protected:
  PostingVerbs() { CreateSmallWorld(); }

  template <typename Request>
  static Request Of(const std::string& reason = "") {
    Request request;
    request.set_name("pairings/yh-cx/postings/ortho");
    request.set_reason(reason);
    return request;
  }
  absl::StatusOr<v1::Posting> Extend(const std::string& date) {
    auto request = Of<v1::ExtendPostingRequest>("工作需要");
    request.set_end_date(date);
    return Invoke(*postings_, &Postings::ExtendPosting, request);
  }
  absl::StatusOr<v1::EndPostingEarlyResponse> EndEarly(const std::string& date) {
    auto request = Of<v1::EndPostingEarlyRequest>("召回");
    request.set_date(date);
    return Invoke(*postings_, &Postings::EndPostingEarly, request);
  }
};

TEST_F(PostingVerbs, ExtendingTakesTheNewDaysToo) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  const auto extended = Extend("2022-03-14");
  ASSERT_THAT(extended, IsOk());
  EXPECT_EQ(extended->end_date(), "2022-03-14");
  EXPECT_EQ(extended->events(0).detail(), "2021-12-14 to 2022-03-14");
  EXPECT_EQ(Get("a").end_date(), "2022-03-14");
  EXPECT_EQ(CalendarOf("zhao").engagements(0).end_date(), "2022-03-14");
  EXPECT_EQ(Extend("2022-03-14")->events_size(), 1);
  EXPECT_THAT(RulesIn(Extend("2022-03-01").status()), ElementsAre(HasSubstr("NOT_LATER")));
}

TEST_F(PostingVerbs, WhoHasNoPlaceYetIsExtendedToo) {
  ASSERT_THAT(Nominate("n", "qian", "postings/ortho"), IsOk());
  ASSERT_THAT(Extend("2022-03-14"), IsOk());
  EXPECT_EQ(Get("n").end_date(), "2022-03-14");
  EXPECT_EQ(CalendarOf("qian").engagements_size(), 0);
}

TEST_F(PostingVerbs, ExtendingOntoOtherDaysIsRefusedWhole) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  v1::Course later = Clinical();
  later.set_name("pairings/yh-cx/courses/later");
  later.set_start_date("2022-01-10");
  later.set_end_date("2022-01-14");
  ASSERT_THAT(Create(later), IsOk());
  ASSERT_THAT(Assign("b", "zhao", "courses/later"), IsOk());
  EXPECT_THAT(RulesIn(Extend("2022-01-31").status()), ElementsAre(HasSubstr("courses/later 2022-01-10..2022-01-14")));
  EXPECT_EQ(Get("a").end_date(), "2021-12-14");
  EXPECT_THAT(Extend("2022-01-09"), IsOk());
}

TEST_F(PostingVerbs, EndingEarlyEndsThePeopleWithIt) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  EXPECT_THAT(EndEarly("2021-12-15"), FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  const auto ended = EndEarly("2021-10-24");
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->posting().state(), v1::Posting::STATE_ENDED_EARLY);
  EXPECT_EQ(ended->notices_total(), 1);
  EXPECT_EQ(StateOf("a"), State::STATE_ENDED_EARLY);
  // U1: from the next day on the doctor is free for a course.
  EXPECT_THAT(Assign("b", "zhao", "courses/maternal"), IsOk());
}

// Whoever came later than that is named, however many people there are; nobody is ended then.
TEST_F(PostingVerbs, EndingEarlyNeedsEverybodyToHaveComeByThen) {
  constexpr int kPeople = 120;  // more than are ended in one commit
  v1::UpdatePostingRequest larger;
  larger.mutable_posting()->set_name("pairings/yh-cx/postings/ortho");
  larger.mutable_posting()->set_headcount(kPeople);
  larger.mutable_update_mask()->add_paths("headcount");
  ASSERT_THAT(Invoke(*postings_, &Postings::UpdatePosting, larger), IsOk());
  for (int i = 0; i < kPeople; ++i) registry_.Put(VillageDoctor(absl::StrCat("p", i)));
  for (int i = 0; i < kPeople; ++i) {
    const std::string id = absl::StrCat("a", absl::Dec(i, absl::kZeroPad3));
    ASSERT_THAT(Assign(id, absl::StrCat("p", i), "postings/ortho"), IsOk());
    ASSERT_THAT(CheckIn(id, i < kPeople - 2 ? "2021-06-15" : "2021-11-20"), IsOk());
  }
  EXPECT_THAT(RulesIn(EndEarly("2021-11-10").status()),
              ElementsAre(HasSubstr("DATE_OUTSIDE"), HasSubstr("DATE_OUTSIDE")));
  EXPECT_EQ(StateOf("a000"), State::STATE_CHECKED_IN);
  ASSERT_THAT(EndEarly("2021-11-20"), IsOk());
  EXPECT_TRUE(Eventually([&] { return StateOf("a119") == State::STATE_ENDED_EARLY; }));
}

// U1: the course is on the other side, and the pairing knows how long the way is.
TEST_F(PostingVerbs, TheJourneyToTheNextItemIsWarnedOf) {
  v1::UpdatePairingRequest update;
  update.mutable_pairing()->set_name("pairings/yh-cx");
  update.mutable_pairing()->set_travel_days(1);
  update.mutable_update_mask()->add_paths("travel_days");
  ASSERT_THAT(Invoke(*pairings_, &Pairings::UpdatePairing, update), IsOk());
  v1::Course east = Maternal();
  east.set_name("pairings/yh-cx/courses/east");
  east.set_location_division("330110");
  ASSERT_THAT(Create(east), IsOk());
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  ASSERT_THAT(EndEarly("2021-10-24"), IsOk());
  const auto next = Assign("b", "zhao", "courses/east");
  ASSERT_THAT(next, IsOk());
  ASSERT_EQ(next->warnings_size(), 1);
  EXPECT_EQ(next->warnings(0).rule(), "TRAVEL_TIME");
}

TEST_F(PostingVerbs, CompletingNeedsNobodyThere) {
  ASSERT_THAT(Assign("a", "zhao", "postings/ortho"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  const auto complete = [this] {
    return Invoke(*postings_, &Postings::CompletePosting, Of<v1::CompletePostingRequest>());
  };
  EXPECT_THAT(RulesIn(complete().status()), ElementsAre(HasSubstr("CHECKED_IN")));
  ASSERT_THAT(
      Invoke(*assignments_, &Assignments::CompleteAssignment, StepOf<v1::CompleteAssignmentRequest>("a", "2021-12-14")),
      IsOk());
  EXPECT_EQ(complete()->state(), v1::Posting::STATE_COMPLETED);
}

TEST_F(PostingVerbs, CancelledBeforeAnybodyIsThere) {
  v1::Posting planned = Stationed();
  planned.set_name("pairings/yh-cx/postings/planned");
  ASSERT_THAT(Create(planned, absl::Seconds(20), v1::Posting::STATE_PLANNED), IsOk());
  ASSERT_THAT(Assign("a", "zhao", "postings/planned"), IsOk());
  v1::ConfirmPostingRequest confirm;
  confirm.set_name("pairings/yh-cx/postings/planned");
  ASSERT_THAT(Invoke(*postings_, &Postings::ConfirmPosting, confirm), IsOk());
  v1::CancelPostingRequest cancel;
  cancel.set_name(confirm.name());
  cancel.set_date("2021-06-01");
  cancel.set_reason("不再需要");
  ASSERT_THAT(Invoke(*postings_, &Postings::CancelPosting, cancel), IsOk());
  EXPECT_EQ(StateOf("a"), State::STATE_CANCELLED);
  v1::StartPostingRequest start;
  start.set_name(confirm.name());
  EXPECT_THAT(Invoke(*postings_, &Postings::StartPosting, start),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
}

// Whoever is there has been there: the posting can only end.
TEST_F(PostingVerbs, NotCancelledOnceSomebodyIsThere) {
  v1::Posting planned = Stationed();
  planned.set_name("pairings/yh-cx/postings/planned");
  ASSERT_THAT(Create(planned, absl::Seconds(20), v1::Posting::STATE_CONFIRMED), IsOk());
  ASSERT_THAT(Assign("a", "zhao", "postings/planned"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  v1::CancelPostingRequest cancel;
  cancel.set_name(planned.name());
  cancel.set_date("2021-06-16");
  cancel.set_reason("不再需要");
  EXPECT_THAT(RulesIn(Invoke(*postings_, &Postings::CancelPosting, cancel).status()),
              ElementsAre(HasSubstr("CHECKED_IN")));
  EXPECT_EQ(StateOf("a"), State::STATE_CHECKED_IN);
}

// Nor when they have left again: reports count them as sent.
TEST_F(PostingVerbs, NotCancelledOnceSomebodyHasBeenThere) {
  v1::Posting planned = Stationed();
  planned.set_name("pairings/yh-cx/postings/planned");
  ASSERT_THAT(Create(planned, absl::Seconds(20), v1::Posting::STATE_CONFIRMED), IsOk());
  ASSERT_THAT(Assign("a", "zhao", "postings/planned"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-06-15"), IsOk());
  v1::ReplaceAssignmentRequest replace;
  replace.set_name(NameOf("a"));
  replace.set_person("persons/qian");
  replace.set_start_date("2021-09-01");
  replace.set_reason("单位召回");
  ASSERT_THAT(Invoke(*assignments_, &Assignments::ReplaceAssignment, replace), IsOk());
  v1::CancelPostingRequest cancel;
  cancel.set_name(planned.name());
  cancel.set_date("2021-07-21");
  cancel.set_reason("不再需要");
  EXPECT_THAT(RulesIn(Invoke(*postings_, &Postings::CancelPosting, cancel).status()),
              ElementsAre(HasSubstr("CHECKED_IN")));
}

TEST_F(PostingVerbs, ExtendingListsWhateverIsInAnybodysWay) {
  v1::Posting two = Stationed();
  two.set_name("pairings/yh-cx/postings/two");
  two.set_headcount(2);
  ASSERT_THAT(Create(two), IsOk());
  v1::Course later = Clinical();
  later.set_name("pairings/yh-cx/courses/later");
  later.set_start_date("2022-01-10");
  later.set_end_date("2022-01-14");
  ASSERT_THAT(Create(later), IsOk());
  for (const char* person : {"zhao", "qian"}) {
    ASSERT_THAT(Assign(absl::StrCat("t-", person), person, "postings/two"), IsOk());
    ASSERT_THAT(Assign(absl::StrCat("l-", person), person, "courses/later"), IsOk());
  }
  v1::ExtendPostingRequest extend;
  extend.set_name(two.name());
  extend.set_end_date("2022-01-31");
  extend.set_reason("工作需要");
  EXPECT_THAT(RulesIn(Invoke(*postings_, &Postings::ExtendPosting, extend).status()),
              testing::UnorderedElementsAre(HasSubstr("persons/qian"), HasSubstr("persons/zhao")));
}

// As many as a posting may have, all in one commit: all stay, or nobody.
TEST_F(PostingVerbs, ExtendingAThousandPeopleIsOneCommit) {
  constexpr int kPeople = 1000;
  v1::Posting large = Stationed();
  large.set_name("pairings/yh-cx/postings/large");
  large.set_headcount(kPeople);
  ASSERT_THAT(Create(large), IsOk());
  std::vector<registry::v1::Person> people;
  for (int i = 0; i < kPeople; ++i) people.push_back(VillageDoctor(absl::StrCat("p", i)));
  registry_.PutAll(people);
  for (int i = 0; i < kPeople; ++i)
    ASSERT_THAT(Assign(absl::StrCat("a", i), absl::StrCat("p", i), "postings/large"), IsOk());
  const uint64_t revision = store_->Info().revision;
  v1::ExtendPostingRequest extend;
  extend.set_name(large.name());
  extend.set_end_date("2022-01-31");
  extend.set_reason("工作需要");
  ASSERT_THAT(Invoke(*postings_, &Postings::ExtendPosting, extend), IsOk());
  EXPECT_EQ(store_->Info().revision, revision + 1);
  for (const int i : {0, kPeople / 2, kPeople - 1}) EXPECT_EQ(Get(absl::StrCat("a", i)).end_date(), "2022-01-31");
}

}  // namespace
}  // namespace jiedui::scheduler
