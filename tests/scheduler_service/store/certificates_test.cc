// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/certificates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "common/store/memory/memory_store.h"
#include "common/store/rocks/rocks_store.h"
#include "scheduler_service/domain/certificate.h"
#include "scheduler_service/store/attendance.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/attendance_samples.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Response = v1::IssueCertificatesResponse;

constexpr absl::StatusCode kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

class Certificates : public testing::Test {
 protected:
  Certificates() {
    clock_.Set(SomeStamp().now);
    In([this](auto& txn) { return PutSmallWorld(tables_, txn); });
  }

  template <typename Step>
  void In(Step step) {
    ASSERT_THAT(Commit(*store_, step), IsOk());
  }

  static std::string NameOf(const std::string& id) { return "pairings/yh-cx/assignments/" + id; }

  // Somebody who completed the course, with so many half-days missed.
  void PutCompleted(const std::string& id, const std::string& person, int missed = 0) {
    AttendanceFacts facts = Completed();
    facts.assignment.set_name(NameOf(id));
    facts.assignment.set_person("persons/" + person);
    const AttendanceFacts marked = Missed(Trainee(), missed);
    SheetChange sheet{.sheet = marked.sheet, .changed = missed > 0};
    sheet.sheet.set_assignment(facts.assignment.name());
    In([&](auto& txn) -> absl::Status {
      RETURN_IF_ERROR(Put(tables_, txn, facts.assignment));
      return Put(tables_, txn, sheet);
    });
  }
  void PutMany(int count) {
    for (int i = 0; i < count; ++i) PutCompleted(absl::StrCat("a", 1000 + i), absl::StrCat("p", i));
  }

  // Afterwards the command fails, if `refused` is not OK.
  absl::StatusOr<Response> Issue(const std::string& date = "2021-11-15",
                                 const absl::Status& refused = absl::OkStatus()) {
    Response response;
    RETURN_IF_ERROR(Commit(*store_, [&](auto& txn) -> absl::Status {
      ASSIGN_OR_RETURN(response, IssueCertificates(tables_, txn, Clinical().name(), date));
      return refused;
    }));
    return response;
  }

  v1::Assignment Get(const std::string& id) {
    const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
    return tables_.assignments.Find(*snapshot, "yh-cx/" + id)->value_or(storage::v1::AssignmentRecord()).assignment();
  }
  std::string NumberOf(const std::string& id) { return Get(id).certificate().number(); }

  // Every number in the index, in order.
  std::vector<std::string> Numbers() {
    std::vector<std::string> numbers;
    for (const auto& [key, value] : store::RowsOf(*store_, store::Family::kIndex)) {
      if (!absl::StartsWith(key, kAssignmentCertificatePrefix)) continue;
      const auto row = store::KeyOfIndexRow(kAssignmentCertificatePrefix, key);
      if (!row.has_value()) continue;
      numbers.push_back(NumberOf(row->substr(row->find('/') + 1)));
    }
    return numbers;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(Certificates, InTheOrderOfTheIdsToThoseWhoAttended) {
  PutCompleted("c", "sun");
  PutCompleted("a", "zhao", 3);
  PutCompleted("b", "qian", 4);
  const auto response = Issue();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->issued(), 2);
  EXPECT_EQ(response->first_number(), "yh-cx-2021-000001");
  EXPECT_EQ(response->last_number(), "yh-cx-2021-000002");
  EXPECT_FALSE(response->more());
  EXPECT_EQ(NumberOf("a"), "yh-cx-2021-000001");
  EXPECT_EQ(NumberOf("c"), "yh-cx-2021-000002");
  ASSERT_EQ(response->refused(), 1);
  EXPECT_EQ(response->refusals(0).assignment(), NameOf("b"));
  EXPECT_EQ(response->refusals(0).rule(), "ATTENDANCE");
  EXPECT_THAT(response->refusals(0).description(), HasSubstr("缺勤4/24 > 1/7"));
  EXPECT_EQ(Get("b").state(), v1::Assignment::STATE_COMPLETED);
}

TEST_F(Certificates, AgainOnlyToThoseWithout) {
  PutCompleted("b", "qian");
  ASSERT_EQ(Issue()->issued(), 1);
  const uint64_t before = store_->Info().revision;
  EXPECT_EQ(Issue()->issued(), 0);
  EXPECT_EQ(store_->Info().revision, before);
  PutCompleted("a", "zhao");
  EXPECT_EQ(Issue()->first_number(), "yh-cx-2021-000002");
  EXPECT_EQ(NumberOf("b"), "yh-cx-2021-000001");
}

TEST_F(Certificates, EveryYearCountsFromOne) {
  PutCompleted("a", "zhao");
  ASSERT_EQ(Issue("2021-11-15")->issued(), 1);
  clock_.Set(SomeStamp().now + absl::Hours(24 * 60));
  PutCompleted("b", "qian");
  EXPECT_EQ(Issue("2022-01-05")->last_number(), "yh-cx-2022-000001");
  PutCompleted("c", "sun");
  EXPECT_EQ(Issue("2021-12-31")->last_number(), "yh-cx-2021-000002");
}

TEST_F(Certificates, AsManyAsFitIntoACommand) {
  PutMany(500);
  int calls = 0;
  int issued = 0;
  bool more = true;
  while (more) {
    const auto response = Issue();
    ASSERT_THAT(response, IsOk());
    ASSERT_GT(response->issued(), 0);
    issued += response->issued();
    more = response->more();
    ++calls;
  }
  EXPECT_EQ(issued, 500);
  EXPECT_GT(calls, 1);
  const std::vector<std::string> numbers = Numbers();
  ASSERT_EQ(numbers.size(), 500u);
  for (int i = 0; i < 500; ++i) {
    EXPECT_EQ(numbers[static_cast<size_t>(i)], CertificateNumber("pairings/yh-cx", 2021, i + 1));
    EXPECT_EQ(NumberOf(absl::StrCat("a", 1000 + i)), numbers[static_cast<size_t>(i)]);
  }
}

// Long stories are counted by their bytes.
TEST_F(Certificates, LongStoriesFitToo) {
  for (int i = 0; i < 40; ++i) {
    v1::Assignment assignment = Completed().assignment;
    assignment.set_name(NameOf(absl::StrCat("a", 1000 + i)));
    assignment.set_person(absl::StrCat("persons/p", i));
    std::string reason;
    for (int character = 0; character < 200; ++character) reason += "因";
    while (assignment.events_size() < 90) assignment.add_events()->set_reason(reason);
    In([&](auto& txn) { return Put(tables_, txn, assignment); });
  }
  int issued = 0;
  for (int calls = 0; calls < 20 && issued < 40; ++calls) {
    const auto response = Issue();
    ASSERT_THAT(response, IsOk());
    issued += response->issued();
  }
  EXPECT_EQ(issued, 40);
}

TEST_F(Certificates, OnlyWhileTheCourseRunsOrIsOverAndNotAhead) {
  PutCompleted("a", "zhao");
  EXPECT_THAT(RulesIn(Issue("2021-11-16").status()), ElementsAre(StartsWith("DATE_IN_FUTURE")));
  EXPECT_EQ(Issue("2021-10-28")->refusals(0).rule(), "DATE_OUTSIDE");
  In([this](auto& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const CourseFacts facts, LoadCourse(tables_, txn, Clinical().name()));
    CourseChange change{facts.course, facts.seats, facts.item_dates};
    change.course.set_state(v1::Course::STATE_ARCHIVED);
    return Put(tables_, txn, change);
  });
  EXPECT_THAT(Issue(), FailsWith(kFailedPrecondition, "RULES_FAILED"));
  EXPECT_EQ(NumberOf("a"), "");
}

// Two records of one person were merged, who was in the course with both.
TEST_F(Certificates, OnePersonOneCertificateOfACourse) {
  PutCompleted("a", "zhao");
  PutCompleted("b", "zhao");
  auto response = Issue();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->issued(), 1);
  ASSERT_EQ(response->refused(), 1);
  EXPECT_EQ(response->refusals(0).rule(), "CERTIFIED_TWICE");
  response = Issue();
  EXPECT_EQ(response->issued(), 0);
  EXPECT_EQ(response->refusals(0).assignment(), NameOf("b"));
}

TEST_F(Certificates, NumbersStayUniqueAndWithoutGapsWhateverIsRefused) {
  std::mt19937 random(3);
  std::vector<std::string> people;
  for (int i = 0; i < 400; ++i) {
    const std::string id = absl::StrCat("a", random() % 10000);
    switch (random() % 5) {
      case 0:
      case 1:
        if (!Get(id).has_certificate()) PutCompleted(id, absl::StrCat("p", i), static_cast<int>(random() % 6));
        break;
      case 2:
        EXPECT_THAT(Issue(), IsOk());
        break;
      case 3:
        EXPECT_FALSE(Issue("2021-11-15", absl::AbortedError("another command of ours")).ok());
        break;
      default:
        EXPECT_FALSE(Issue("2021-11-16").ok());
    }
  }
  ASSERT_THAT(Issue(), IsOk());
  const std::vector<std::string> numbers = Numbers();
  ASSERT_GT(numbers.size(), 50u);
  for (size_t i = 0; i < numbers.size(); ++i)
    EXPECT_EQ(numbers[i], CertificateNumber("pairings/yh-cx", 2021, static_cast<int64_t>(i) + 1));
}

TEST_F(Certificates, TheCounterOutlivesARestart) {
  TempDir directory;
  const store::RocksOptions options{.directory = directory.File("data"), .service = "scheduler", .clock = &clock_};
  for (int start = 1; start <= 3; ++start) {
    store_.reset();
    auto opened = store::OpenRocksStore(options);
    ASSERT_THAT(opened, IsOk());
    store_ = *std::move(opened);
    if (start == 1) In([this](auto& txn) { return PutSmallWorld(tables_, txn); });
    PutCompleted(absl::StrCat("a", start), absl::StrCat("p", start));
    EXPECT_EQ(Issue()->last_number(), CertificateNumber("pairings/yh-cx", 2021, start));
  }
  EXPECT_EQ(Numbers().size(), 3u);
  store_.reset();
}

}  // namespace
}  // namespace jiedui::scheduler
