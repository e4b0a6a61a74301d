// SPDX-License-Identifier: Apache-2.0
// What offices go through, with their numbers: a course from its quotas to its no-shows, over real calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "tests/scheduler_service/assignment_server.h"

namespace jiedui::scheduler {
namespace {

using Row = v1::ApplyAssignmentCommandsRequest;
using State = v1::Assignment;

class Stories : public AssignmentServer {
 protected:
  static constexpr char kCourse[] = "pairings/yh-cx/courses/clinical";

  Stories() { EXPECT_THAT(Create(YuhangCangxi()), IsOk()); }

  // Village doctors p0 to p{count-1} of 陵江.
  void HirePeople(int count) {
    std::vector<registry::v1::Person> people;
    for (int i = 0; i < count; ++i) people.push_back(VillageDoctor(absl::StrCat("p", i)));
    registry_.PutAll(people);
  }
  static Row NominationOf(int person, const std::string& course = "clinical") {
    Row row;
    auto& request = *row.mutable_nominate();
    request.set_parent("pairings/yh-cx");
    request.set_assignment_id(absl::StrCat("a", person));
    request.mutable_assignment()->set_person(absl::StrCat("persons/p", person));
    request.mutable_assignment()->set_item("pairings/yh-cx/courses/" + course);
    return row;
  }
  static Row Reviewed(int person, v1::ReviewAssignmentRequest::Decision decision, v1::ReviewReason reason) {
    Row row;
    auto& request = *row.mutable_review();
    request.set_name(NameOf(absl::StrCat("a", person)));
    request.set_date("2021-09-21");
    request.set_decision(decision);
    request.set_review_reason(reason);
    if (decision != v1::ReviewAssignmentRequest::DECISION_APPROVE) request.set_reason("见审核意见");
    return row;
  }
  static Row Approved(int person) {
    return Reviewed(person, v1::ReviewAssignmentRequest::DECISION_APPROVE, v1::REVIEW_REASON_UNSPECIFIED);
  }
  static Row Confirmation(int person) {
    Row row;
    row.mutable_confirm()->set_name(NameOf(absl::StrCat("a", person)));
    row.mutable_confirm()->set_date("2021-09-22");
    return row;
  }
  // Rows made by `row` for the people from `first` to `last`, all of which take effect.
  template <typename Make>
  void ApplyToAll(int first, int last, Make row) {
    std::vector<Row> rows;
    for (int i = first; i <= last; ++i) rows.push_back(row(i));
    const auto summary = Apply(rows);
    ASSERT_THAT(summary, IsOk());
    EXPECT_EQ(summary->created() + summary->updated(), static_cast<int64_t>(rows.size()))
        << summary->ShortDebugString();
  }
  void CloseNominations(const std::string& course = kCourse) {
    v1::CloseNominationsRequest request;
    request.set_name(course);
    ASSERT_THAT(Invoke(*courses_, &Courses::CloseNominations, request), IsOk());
  }
  // Everybody from `first` to `last`: nominated, approved, confirmed.
  void ConfirmPeople(const std::string& course, int first, int last) {
    ApplyToAll(first, last, [&](int i) { return NominationOf(i, course); });
    ApplyToAll(first, last, [](int i) { return Approved(i); });
    CloseNominations("pairings/yh-cx/courses/" + course);
    ApplyToAll(first, last, [](int i) { return Confirmation(i); });
  }
  // The assignments in a state, by the unit that sends them.
  std::map<std::string, int> ByUnit(v1::Assignment::State state) {
    v1::ListAssignmentsRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_state(state);
    request.set_page_size(1000);
    std::map<std::string, int> units;
    const auto page = Invoke(*assignments_, &Assignments::ListAssignments, request);
    EXPECT_THAT(page, IsOk());
    for (const v1::Assignment& assignment : page->assignments()) ++units[assignment.organization()];
    return units;
  }
  int CountOf(v1::Assignment::State state) {
    int count = 0;
    for (const auto& [unit, people] : ByUnit(state)) count += people;
    return count;
  }
};

// U3: 30 seats over 31 townships, until 18:00 of 20 September.
class Quotas : public Stories {
 protected:
  static constexpr int kTownships = 31;
  static constexpr int kSilent = 3;  // 月山, 河地 and 百利: the last three that have a seat

  Quotas() {
    v1::Course course = Clinical();
    course.set_seats(30);
    course.mutable_nomination_deadline()->set_seconds(At(18, 0).seconds());
    for (int i = 0; i < kTownships; ++i) {
      const int seats = i < 2 ? 2 : i < 28 ? 1 : 0;  // 28 townships with a seat or two
      if (seats == 0) continue;
      v1::Quota& quota = *course.add_quotas();
      quota.set_division(Division(i));
      quota.set_seats(seats);
    }
    EXPECT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
    for (int i = 0; i < kTownships; ++i) {
      auto hospital = Lingjiang();
      hospital.set_name(absl::StrCat("organizations/t", i));
      hospital.mutable_divisions(0)->set_division(Division(i));
      registry_.Put(hospital);
    }
  }
  static std::string Division(int township) { return absl::StrCat(510824200 + township); }
  static google::protobuf::Timestamp At(int hour, int minute) {
    const absl::Time time =
        absl::FromCivil(absl::CivilMinute(2021, 9, 20, hour, minute), absl::FixedTimeZone(8 * 60 * 60));
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(absl::ToUnixSeconds(time));
    return timestamp;
  }
  // Somebody of the township, nominated at a time of that day.
  absl::StatusOr<v1::Assignment> Nominate(const std::string& id, int township,
                                          const google::protobuf::Timestamp& when) {
    auto person = VillageDoctor(id);
    person.mutable_employments(0)->set_organization(absl::StrCat("organizations/t", township));
    registry_.Put(person);
    v1::NominateAssignmentRequest request;
    request.set_parent("pairings/yh-cx");
    request.set_assignment_id(id);
    request.mutable_assignment()->set_person("persons/" + id);
    request.mutable_assignment()->set_item(kCourse);
    *request.mutable_receive_time() = when;
    return Invoke(*assignments_, &Assignments::NominateAssignment, request);
  }
  v1::SeatLedger Release() {
    v1::ReleaseUnfilledSeatsRequest request;
    request.set_name(kCourse);
    const auto ledger = Invoke(*courses_, &Courses::ReleaseUnfilledSeats, request);
    EXPECT_THAT(ledger, IsOk());
    return ledger.value_or(v1::SeatLedger());
  }
  static int PoolOf(const v1::SeatLedger& ledger) { return ledger.counts(ledger.counts_size() - 1).seats(); }
  static int SumOf(const v1::SeatLedger& ledger) {
    int seats = 0;
    for (const v1::SeatCount& count : ledger.counts()) seats += count.seats();
    return seats;
  }
};

TEST_F(Quotas, SeatsThatNobodyUsesAreGivenToOthers) {
  std::vector<std::string> ids;
  for (int i = 0; i < 28 - kSilent; ++i)
    for (int seat = 0; seat < (i < 2 ? 2 : 1); ++seat) {
      ids.push_back(absl::StrFormat("n%d-%d", i, seat));
      ASSERT_THAT(Nominate(ids.back(), i, At(17, 0)), IsOk());
    }
  EXPECT_EQ(ids.size(), 27);
  EXPECT_THAT(Nominate("late", 27, At(18, 1)), FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));

  const v1::SeatLedger released = Release();
  EXPECT_EQ(PoolOf(released), 3);
  EXPECT_EQ(SumOf(released), 30);
  EXPECT_EQ(Release().ShortDebugString(), released.ShortDebugString());
  v1::AllocateSeatsRequest allocate;  // 龙王, 文昌 and 龙山 get one more
  allocate.set_name(kCourse);
  for (int i = 2; i < 5; ++i) {
    v1::Quota& quota = *allocate.add_quotas();
    quota.set_division(Division(i));
    quota.set_seats(2);
  }
  const auto allocated = Invoke(*courses_, &Courses::AllocateSeats, allocate);
  ASSERT_THAT(allocated, IsOk());
  EXPECT_EQ(PoolOf(*allocated), 0);
  EXPECT_EQ(SumOf(*allocated), 30);

  for (int i = 2; i < 5; ++i) {
    ids.push_back(absl::StrCat("m", i));
    ASSERT_THAT(Nominate(ids.back(), i, At(17, 59)), IsOk());
  }
  ids.push_back("yueshan");  // sent in time, and recorded after its seat was given away
  ASSERT_THAT(Nominate(ids.back(), 25, At(17, 59)), IsOk());
  for (const std::string& id : ids)
    ASSERT_THAT(Review(id, v1::ReviewAssignmentRequest::DECISION_APPROVE), IsOk()) << id;
  for (const std::string& id : ids) ASSERT_THAT(Confirm(id), IsOk()) << id;
  EXPECT_EQ(StateOf("yueshan"), State::STATE_WAITLISTED);
  EXPECT_EQ(LedgerOf("courses/clinical").taken(), 30);
  allocate.mutable_quotas(0)->set_seats(1);
  EXPECT_THAT(Invoke(*courses_, &Courses::AllocateSeats, allocate),
              FailsWith(absl::StatusCode::kFailedPrecondition, "BELOW_TAKEN"));
}

// U17: of 332 nominated 12 are not taken, each with a reason, and 320 are confirmed.
TEST_F(Stories, ANominationIsNotASeat) {
  constexpr int kNominated = 332;
  v1::Course course = Clinical();
  course.set_seats(320);
  ASSERT_THAT(Create(course, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  HirePeople(kNominated);
  ApplyToAll(0, kNominated - 1, [](int i) { return NominationOf(i); });
  const std::vector<v1::ReviewReason> reasons = [] {
    std::vector<v1::ReviewReason> all(5, v1::REVIEW_REASON_NO_LICENCE);
    all.insert(all.end(), 2, v1::REVIEW_REASON_AGE);
    all.insert(all.end(), 3, v1::REVIEW_REASON_TRAINED_ALREADY);
    all.insert(all.end(), 2, v1::REVIEW_REASON_PAPERS_MISSING);
    return all;
  }();
  ApplyToAll(0, 11, [&](int i) {
    const v1::ReviewReason reason = reasons[static_cast<size_t>(i)];
    return Reviewed(i,
                    reason == v1::REVIEW_REASON_PAPERS_MISSING ? v1::ReviewAssignmentRequest::DECISION_RETURN
                                                               : v1::ReviewAssignmentRequest::DECISION_REJECT,
                    reason);
  });
  ASSERT_THAT(Invoke(*assignments_, &Assignments::ResubmitAssignment,
                     StepOf<v1::ResubmitAssignmentRequest>("a11", "2021-09-21", "补交材料")),
              IsOk());
  EXPECT_EQ(StateOf("a11"), State::STATE_NOMINATED);
  ApplyToAll(11, 11, [](int i) {
    return Reviewed(i, v1::ReviewAssignmentRequest::DECISION_RETURN, v1::REVIEW_REASON_PAPERS_MISSING);
  });
  ApplyToAll(12, kNominated - 1, [](int i) { return Approved(i); });
  CloseNominations();
  ApplyToAll(12, kNominated - 1, [](int i) { return Confirmation(i); });

  EXPECT_EQ(CountOf(State::STATE_CONFIRMED), 320);
  EXPECT_EQ(CountOf(State::STATE_REJECTED), 10);
  EXPECT_EQ(CountOf(State::STATE_RETURNED), 2);
  const v1::Assignment rejected = Get("a0");
  EXPECT_EQ(rejected.events(1).review_reason(), v1::REVIEW_REASON_NO_LICENCE);
  ASSERT_EQ(rejected.events_size(), 2);
  EXPECT_EQ(rejected.events(1).actor(), "anonymous");
  EXPECT_TRUE(rejected.events(1).has_record_time());
  EXPECT_EQ(rejected.events(1).reason(), "见审核意见");
}

// U18: 3 of the 80 who are there were called in for those who did not come; 14 did not come, 6 had said so before.
TEST_F(Stories, WhoDidNotComeIsNotWhoWithdrew) {
  v1::Course rehab = Clinical();
  rehab.set_seats(80);
  ASSERT_THAT(Create(rehab, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  v1::Course maternal = Maternal();
  maternal.set_seats(17);
  ASSERT_THAT(Create(maternal, v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  HirePeople(100);
  ConfirmPeople("clinical", 0, 82);
  ConfirmPeople("maternal", 83, 99);
  EXPECT_EQ(CountOf(State::STATE_WAITLISTED), 3);

  const auto withdraw = [](int i) {
    Row row;
    *row.mutable_withdraw() = StepOf<v1::WithdrawAssignmentRequest>(absl::StrCat("a", i), "2021-10-20", "单位有任务");
    return row;
  };
  const auto no_show = [](absl::string_view day) {
    return [day = std::string(day)](int i) {
      Row row;
      *row.mutable_no_show() = StepOf<v1::MarkNoShowRequest>(absl::StrCat("a", i), day);
      return row;
    };
  };
  ApplyToAll(83, 88, withdraw);
  ApplyToAll(89, 99, no_show("2021-10-25"));
  ApplyToAll(0, 2, no_show("2021-10-18"));
  ApplyToAll(80, 82, [](int i) {
    Row row;
    *row.mutable_accept_offer() = StepOf<v1::AcceptOfferRequest>(absl::StrCat("a", i), "2021-10-18");
    return row;
  });
  ApplyToAll(3, 82, [](int i) {
    Row row;
    *row.mutable_check_in() = StepOf<v1::CheckInAssignmentRequest>(absl::StrCat("a", i), "2021-10-18");
    return row;
  });
  EXPECT_EQ(CountOf(State::STATE_CHECKED_IN), 80);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Get(absl::StrCat("a", 80 + i)).replaces(), NameOf(absl::StrCat("a", i)));
    EXPECT_EQ(Get(absl::StrCat("a", i)).replaced_by(), NameOf(absl::StrCat("a", 80 + i)));
  }
  EXPECT_EQ(ByUnit(State::STATE_NO_SHOW), (std::map<std::string, int>{{"organizations/lingjiang", 14}}));
  EXPECT_EQ(CountOf(State::STATE_WITHDRAWN), 6);
}

// U12: sent five times, nominated once.
TEST_F(Stories, ANominationSentAgainIsTheSame) {
  ASSERT_THAT(Create(Clinical(), v1::Course::STATE_OPEN_FOR_NOMINATION), IsOk());
  v1::NominateAssignmentRequest request;
  request.set_parent("pairings/yh-cx");
  request.mutable_assignment()->set_person("persons/zhao");
  request.mutable_assignment()->set_item(kCourse);
  request.set_request_id("7f6b2a");
  const auto first = Invoke(*assignments_, &Assignments::NominateAssignment, request);
  ASSERT_THAT(first, IsOk());
  for (int i = 0; i < 4; ++i) {
    const auto again = Invoke(*assignments_, &Assignments::NominateAssignment, request);
    ASSERT_THAT(again, IsOk());
    EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  }
  EXPECT_EQ(CountOf(State::STATE_NOMINATED), 1);
  request.mutable_assignment()->set_person("persons/qian");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::NominateAssignment, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace jiedui::scheduler
