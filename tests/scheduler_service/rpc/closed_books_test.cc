// SPDX-License-Identifier: Apache-2.0
// Stories of a report that was handed in, over real calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::IsEmpty;

constexpr char kCompleted[] = "TR.TALENT.COMPLETED";

class ClosedBooks : public ReportingServer {
 protected:
  // `count` people, p0 and on, at a course of their own, who all checked in; the first `completed` of them completed.
  void FillCourse(int count, int completed) {
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/talent");
    course.set_seats(count);
    ASSERT_THAT(SchedulerServer::Create(course), IsOk());
    std::vector<registry::v1::Person> persons;
    persons.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) persons.push_back(VillageDoctor(absl::StrCat("p", i)));
    const uint64_t revision = registry_.PutAll(persons);
    ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
    std::vector<v1::ApplyAssignmentCommandsRequest> rows;
    for (int i = 0; i < count; ++i) {
      const std::string id = absl::StrCat("p", i);
      *rows.emplace_back().mutable_create() = ToAssign(id, id, "courses/talent");
      *rows.emplace_back().mutable_check_in() = StepOf<v1::CheckInAssignmentRequest>(id, "2021-10-18");
      auto& complete = *rows.emplace_back().mutable_complete();
      complete = StepOf<v1::CompleteAssignmentRequest>(id, "2021-10-29");
      complete.set_unsuccessful(i >= completed);
      if (i >= completed) complete.set_reason("考核不合格");
    }
    const auto summary = Apply(rows);
    ASSERT_THAT(summary, IsOk());
    ASSERT_EQ(summary->refused(), 0);
  }
  static std::vector<std::string> Figures(const v1::CompareEditionsResponse& difference) {
    std::vector<std::string> figures;
    for (const v1::FigureChange& change : difference.figures())
      figures.push_back(absl::StrCat(change.figure(), " ", change.before(), ">", change.after()));
    return figures;
  }
};

// U10: "数已经报到省里了, 又发现3个人没签到。"
TEST_F(ClosedBooks, TwoHundredAndNinetyFourOfWhomThreeNeverCame) {
  FillCourse(300, 294);
  const auto first = FreezeUntil("2021-12-31", "first", "reason: '报省协作办'");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(ValueOf(first->report(), kCompleted), 294);
  EXPECT_EQ(ValueOf(first->report(), "TR.TALENT.PERSONS"), 300);

  auto complete = StepOf<v1::CompleteAssignmentRequest>("p299", "2021-11-20");
  EXPECT_THAT(Invoke(*assignments_, &Assignments::CompleteAssignment, complete),
              FailsWith(StatusCode::kFailedPrecondition, "ILLEGAL_STATE"));
  ASSERT_THAT(Assign("late", "li", "courses/talent"), testing::Not(IsOk()));
  ASSERT_THAT(Assign("late", "li", "courses/maternal"), IsOk());
  EXPECT_THAT(CheckIn("late", "2021-10-25"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));

  ASSERT_THAT(AskFor("three", NeverCame({"p7", "p77", "p177"})), IsOk());
  const auto approved = Approve("three");
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(ValueOf(GetEdition("first")->report(), kCompleted), 294);
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 291);
  const auto second = FreezeUntil("2021-12-31", "second");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->number(), 2);
  EXPECT_EQ(ValueOf(second->report(), kCompleted), 291);

  const auto difference = Compare("first", "second");
  ASSERT_THAT(difference, IsOk());
  EXPECT_THAT(Figures(*difference), Contains("TR.TALENT.COMPLETED 294>291"));
  std::vector<std::string> rows;
  for (const v1::EditionDifference& row : difference->rows()) {
    if (row.figure() != kCompleted) continue;
    rows.push_back(row.row().resource());
    EXPECT_EQ(row.row().display_name(), "赵示范");
    EXPECT_EQ(row.requester(), "协作办 李某");
    EXPECT_EQ(row.approver(), "组织部 王某");
    EXPECT_EQ(row.reason(), "查出未签到");
    EXPECT_EQ(row.approve_time().seconds(), approved->decide_time().seconds());
  }
  EXPECT_THAT(rows, testing::UnorderedElementsAre(NameOf("p7"), NameOf("p77"), NameOf("p177")));
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

// A merge of two records of one human being is not refused, and is shown.
TEST_F(ClosedBooks, AMergeChangesTheLiveFigureAndNotTheEdition) {
  for (const char* id : {"zhao", "qian"}) CompleteClinical(id);
  ASSERT_THAT(FreezeUntil("2021-12-31", "first"), IsOk());
  auto merged = VillageDoctor("qian");
  merged.set_merged_into("persons/zhao");
  const uint64_t revision = registry_.Put(merged);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  EXPECT_EQ(ValueOf(Live("2021-12-31"), kCompleted), 1);
  EXPECT_EQ(ValueOf(GetEdition("first")->report(), kCompleted), 2);
  EXPECT_THAT(Figures(*Compare("first")), Contains("TR.TALENT.COMPLETED 2>1"));
}

// A period that begins after the pairing, with courses and postings before it that what it counts hangs on.
class LaterPeriod : public ClosedBooks {
 protected:
  LaterPeriod() {
    CreateCourse("before", "2021-10-11", "2021-10-15", v1::PROGRAMME_ECOMMERCE);
    CreateCourse("within", "2021-11-08", "2021-11-12", v1::PROGRAMME_ECOMMERCE);
    CreateCourse("other", "2021-10-11", "2021-10-15", v1::PROGRAMME_OTHER);
    CreatePosting("autumn", "2021-09-01", "2021-10-31");
    CreatePosting("winter", "2021-11-01", "2021-12-31");
    CreatePosting("long", "2021-11-01", "2021-12-31", "days_min: 52");
    CreatePosting("short", "2021-12-01", "2021-12-20", "category: CATEGORY_CADRE kind: KIND_STATIONED");
    const uint64_t revision = registry_.PutAll({VillageDoctor("zhao"), VillageDoctor("qian"), VillageDoctor("sun")});
    EXPECT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  }
  void CreateCourse(const std::string& id, const std::string& first, const std::string& last, v1::Programme programme) {
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/" + id);
    course.set_programme(programme);
    course.set_track(v1::TRACK_LIVE_COMMERCE);
    course.set_start_date(first);
    course.set_end_date(last);
    EXPECT_THAT(SchedulerServer::Create(course), IsOk());
  }
  void CreatePosting(const std::string& id, const std::string& first, const std::string& last,
                     const std::string& more = "") {
    v1::Posting posting = Stationed();
    posting.MergeFrom(FromText<v1::Posting>(more));
    posting.set_name("pairings/yh-cx/postings/" + id);
    posting.set_start_date(first);
    posting.set_end_date(last);
    posting.set_headcount(200);
    EXPECT_THAT(SchedulerServer::Create(posting), IsOk());
  }
  absl::Status BeginToSell(const std::string& person, const std::string& day) {
    v1::RecordOutcomeRequest record;
    record.set_parent("pairings/yh-cx");
    *record.mutable_outcome() =
        FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR display_name: '网商' division: '510824100'");
    record.mutable_outcome()->set_person("persons/" + person);
    record.mutable_outcome()->set_open_date(day);
    return Invoke(*outcomes_, &Outcomes::RecordOutcome, record).status();
  }
  absl::StatusOr<v1::Assignment> EndEarly(const std::string& id, const std::string& day) {
    return Invoke(*assignments_, &Assignments::EndAssignmentEarly,
                  StepOf<v1::EndAssignmentEarlyRequest>(id, day, "返岗"));
  }
  absl::StatusOr<v1::Edition> FreezeNovemberOn(const std::string& id) {
    return FreezeUntil("2021-12-31", id, "since: '2021-11-01'");
  }
};

// Who opened in the period is trained who has ever come to an e-commerce course.
TEST_F(LaterPeriod, ALateCheckInBeforeItTrainsNobodyWhoBeganToSellInIt) {
  for (const char* id : {"zhao", "qian", "sun"}) ASSERT_THAT(Assign(id, id, "courses/before"), IsOk());
  ASSERT_THAT(BeginToSell("zhao", "2021-11-20"), IsOk());
  ASSERT_THAT(BeginToSell("sun", "2021-11-20"), IsOk());
  ASSERT_THAT(Assign("sun-within", "sun", "courses/within"), IsOk());
  ASSERT_THAT(CheckIn("sun-within", "2021-11-08"), IsOk());
  const auto edition = FreezeNovemberOn("first");
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(ValueOf(edition->report(), "OUT.ENTREPRENEUR.TRAINED"), 1);

  EXPECT_THAT(CheckIn("zhao", "2021-10-11"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(CheckIn("qian", "2021-10-11"), IsOk());
  EXPECT_THAT(CheckIn("sun", "2021-10-11"), IsOk());
  ASSERT_THAT(Assign("zhao-other", "zhao", "courses/other"), testing::Not(IsOk()));
  EXPECT_THAT(Figures(*Compare("first")), IsEmpty());

  const std::string change =
      absl::StrCat("changes { assignment: '", NameOf("zhao"), "' kind: KIND_CHECKED_IN date: '2021-10-11' }");
  ASSERT_THAT(AskFor("late", change), IsOk());
  ASSERT_THAT(Approve("late"), IsOk());
  EXPECT_THAT(Figures(*Compare("first")), testing::ElementsAre("OUT.ENTREPRENEUR.TRAINED 1>2"));
}

// Who stays without a gap is sent once; where the stay before ends earlier, they are sent anew in the period.
TEST_F(LaterPeriod, AStayBeforeItEndsNoEarlierWhereTheNextOneGoesOn) {
  for (const char* id : {"zhao", "qian"}) {
    ASSERT_THAT(Assign(id, id, "postings/autumn"), IsOk());
    ASSERT_THAT(CheckIn(id, "2021-09-01"), IsOk());
  }
  ASSERT_THAT(Assign("zhao-winter", "zhao", "postings/winter"), IsOk());
  ASSERT_THAT(CheckIn("zhao-winter", "2021-11-01"), IsOk());
  const auto edition = FreezeNovemberOn("first");
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(ValueOf(edition->report(), "EX.PRO.E2W"), 0);

  EXPECT_THAT(EndEarly("zhao", "2021-10-20"), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(EndEarly("qian", "2021-10-20"), IsOk());
  EXPECT_THAT(Figures(*Compare("first")), IsEmpty());
  EXPECT_THAT(Finish("zhao", "2021-10-31"), IsOk());
  EXPECT_THAT(Finish("zhao-winter", "2021-12-31"), IsOk());
  EXPECT_THAT(Figures(*Compare("first")), IsEmpty());
}

// What a stay counts for follows from its days, so that the papers of one that ended as planned change nothing.
TEST_F(LaterPeriod, StaysThatEndAsPlannedAreClosedAfterTheEdition) {
  for (const auto& [id, item, day] :
       {std::tuple("zhao", "postings/long", "2021-11-12"), std::tuple("qian", "postings/short", "2021-12-01"),
        std::tuple("sun", "postings/winter", "2021-12-10")}) {
    ASSERT_THAT(Assign(id, id, item), IsOk());
    ASSERT_THAT(CheckIn(id, day), IsOk());
  }
  const auto edition = FreezeNovemberOn("first");
  ASSERT_THAT(edition, IsOk());
  EXPECT_EQ(ValueOf(edition->report(), "EX.PRO.E2W"), 0);  // 50 of 52 days, and 22 of 30
  EXPECT_EQ(ValueOf(edition->report(), "EX.CADRE.E2W"), 1);
  EXPECT_THAT(Finish("zhao", "2021-12-31"), IsOk());
  EXPECT_THAT(Finish("qian", "2021-12-20"), IsOk());
  EXPECT_THAT(Finish("sun", "2022-01-20"), IsOk());
  EXPECT_THAT(Figures(*Compare("first")), IsEmpty());
}

// More people than are ended in one commit, of whom those count who are ended last.
TEST_F(LaterPeriod, EndingAPostingOfManyAsksForThemAll) {
  constexpr int kPeople = 130;  // the last five of them come
  std::vector<registry::v1::Person> persons;
  persons.reserve(kPeople);
  for (int i = 0; i < kPeople; ++i) persons.push_back(VillageDoctor(absl::StrCat("w", 100 + i)));
  const uint64_t revision = registry_.PutAll(persons);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  for (int i = 100; i < 100 + kPeople; ++i) {
    const std::string id = absl::StrCat("w", i);
    ASSERT_THAT(Assign(id, id, "postings/winter"), IsOk());
  }
  for (int i = 100 + kPeople - 5; i < 100 + kPeople; ++i)
    ASSERT_THAT(CheckIn(absl::StrCat("w", i), "2021-11-01"), IsOk());
  ASSERT_THAT(FreezeNovemberOn("first"), IsOk());
  v1::EndPostingEarlyRequest end;
  end.set_name("pairings/yh-cx/postings/winter");
  end.set_date("2021-11-20");
  end.set_reason("召回");
  EXPECT_THAT(Invoke(*postings_, &Postings::EndPostingEarly, end),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(Figures(*Compare("first")), IsEmpty());
}

// Whatever is tried before and in a later period: the figures of its days stay what the edition says.
TEST_F(LaterPeriod, PropertyNoCommandChangesWhatItsEditionCounted) {
  const std::vector<std::string> items = {"courses/before",  "courses/within", "courses/other", "postings/autumn",
                                          "postings/winter", "postings/long",  "postings/short"};
  std::vector<std::string> people;
  std::vector<registry::v1::Person> persons;
  for (int i = 0; i < 24; ++i) {
    people.push_back(absl::StrCat("p", i));
    persons.push_back(VillageDoctor(people.back()));
  }
  const uint64_t revision = registry_.PutAll(persons);
  ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  const std::vector<std::string> days = {"2021-09-01", "2021-10-05", "2021-10-11", "2021-10-15", "2021-10-31",
                                         "2021-11-01", "2021-11-08", "2021-11-12", "2021-12-31"};
  std::mt19937 random(2111);
  const auto one_of = [&](const std::vector<std::string>& values) { return values[random() % values.size()]; };
  const auto attempt = [&]() -> absl::Status {
    const std::string person = one_of(people);
    const std::string item = one_of(items);
    const std::string id = absl::StrCat(person, "-", item.substr(item.find('/') + 1));
    const std::string day = one_of(days);
    switch (random() % 6) {
      case 0:
        return Assign(id, person, item).status();
      case 1:
      case 2:
        return CheckIn(id, day).status();
      case 3:
        return Finish(id, day).status();
      case 4:
        return EndEarly(id, day).status();
      default:
        return BeginToSell(person, day);
    }
  };
  int refused = 0;
  int done = 0;
  for (int round = 0; round < 400; ++round) attempt().IgnoreError();
  ASSERT_THAT(FreezeNovemberOn("first"), IsOk());
  for (int round = 0; round < 2'000; ++round) {
    const absl::Status status = attempt();
    refused += ReasonOf(status) == "PERIOD_FROZEN" ? 1 : 0;
    done += status.ok() ? 1 : 0;
    if (!status.ok()) continue;
    ASSERT_THAT(Figures(*Compare("first")), IsEmpty()) << round;
  }
  EXPECT_GT(refused, 20);
  EXPECT_GT(done, 5);
}

// What frozen periods know of the counting rules (domain/frozen.h); whoever changes the data is told here.
TEST_F(ClosedBooks, TheRulesAreThoseThatFrozenPeriodsKnow) {
  const auto rules = Invoke(*reports_, &v1::ReportService::Stub::ListCountingRules, v1::ListCountingRulesRequest());
  ASSERT_THAT(rules, IsOk());
  ASSERT_GT(rules->rules_size(), 5);
  for (const auto& line : rules->rules()) {
    EXPECT_LE(line.rule().days_min(), kCountedStayDays) << line.ShortDebugString();
    EXPECT_EQ(line.rule().attribution(), v1::CountingRule::ATTRIBUTION_UNSPECIFIED) << line.ShortDebugString();
  }
}

class RandomCalls : public ClosedBooks {
 protected:
  size_t Pick(size_t count) { return random_() % count; }
  template <typename T>
  const T& OneOf(const std::vector<T>& values) {
    return values[Pick(values.size())];
  }

  absl::Status Record(const std::string& day) {
    v1::RecordOutcomeRequest record;
    record.set_parent("pairings/yh-cx");
    *record.mutable_outcome() =
        FromText<v1::Outcome>("kind: KIND_SHOP display_name: '小铺' division: '510824100' platform: PLATFORM_TAOBAO");
    record.mutable_outcome()->set_platform_shop_id(absl::StrCat("tb-", ++recorded_));
    record.mutable_outcome()->set_open_date(day);
    return Invoke(*outcomes_, &Outcomes::RecordOutcome, record).status();
  }
  absl::Status Cancel(const std::string& item, const std::string& day) {
    v1::CancelCourseRequest cancel;
    cancel.set_name("pairings/yh-cx/" + item);
    cancel.set_date(day);
    cancel.set_reason("疫情防控");
    return Invoke(*courses_, &Courses::CancelCourse, cancel).status();
  }
  absl::Status Try() {
    const std::string id = absl::StrCat("a", Pick(8));
    const std::string& day = OneOf(days_);
    switch (Pick(9)) {
      case 0:
      case 1:
        return Assign(id, OneOf(people_), OneOf(items_)).status();
      case 2:
      case 3:
        return CheckIn(id, day).status();
      case 4:
        return Finish(id, day).status();
      case 5:
        return Invoke(*assignments_, &Assignments::EndAssignmentEarly,
                      StepOf<v1::EndAssignmentEarlyRequest>(id, day, "返岗"))
            .status();
      case 6:
        return NoShow(id, day).status();
      case 7:
        return Record(day);
      default:
        return Pick(20) == 0 ? Cancel(items_[Pick(2)], day) : absl::CancelledError("nothing is tried");
    }
  }

  const std::vector<std::string> items_ = {"courses/clinical", "courses/maternal", "postings/ortho"};
  const std::vector<std::string> people_ = {"zhao", "qian", "sun", "li"};
  const std::vector<std::string> days_ = {"2021-06-15", "2021-10-18", "2021-10-20", "2021-10-25", "2021-10-29",
                                          "2021-11-05", "2021-11-15", "2021-12-14", "2022-01-10"};
  std::mt19937 random_{1115};
  int recorded_ = 0;
};

// Entities are counted from that day on.
TEST_F(ClosedBooks, ThePairingKeepsTheDayOnWhichItBegan) {
  ASSERT_THAT(FreezeUntil("2021-12-31", "first"), IsOk());
  v1::UpdatePairingRequest request;
  request.mutable_pairing()->set_name("pairings/yh-cx");
  request.mutable_pairing()->set_start_date("2021-04-01");
  EXPECT_THAT(Invoke(*pairings_, &Pairings::UpdatePairing, request),
              FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
}

// Whatever is tried with whatever day: the figures of the frozen days, and the rows behind them, stay what the edition
// says.
TEST_F(RandomCalls, PropertyNoCommandChangesWhatAnEditionCounted) {
  int refused = 0;
  int done = 0;
  for (int round = 0; round < 60; ++round) Try().IgnoreError();
  ASSERT_THAT(FreezeUntil("2021-11-15", "first"), IsOk());
  for (int round = 60; round < 900; ++round) {
    const absl::Status status = Try();
    refused += ReasonOf(status) == "PERIOD_FROZEN" ? 1 : 0;
    done += status.ok() ? 1 : 0;
    if (round % 10 != 0) continue;
    const auto difference = Compare("first");
    ASSERT_THAT(difference, IsOk());
    ASSERT_THAT(Figures(*difference), IsEmpty()) << round;
    ASSERT_EQ(difference->rows_total(), 0) << round;
  }
  EXPECT_GT(refused, 20);
  EXPECT_GT(done, 30);
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
