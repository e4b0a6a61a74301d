// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/attendance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "tests/scheduler_service/attendance_samples.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::StartsWith;

class AttendanceStore : public testing::Test {
 protected:
  AttendanceStore() {
    In([this](auto& txn) -> absl::Status {
      RETURN_IF_ERROR(PutSmallWorld(tables_, txn));
      return Put(tables_, txn, CheckedIn().assignment);
    });
  }

  template <typename Step>
  void In(Step step) {
    ASSERT_THAT(Commit(*store_, step), IsOk());
  }
  absl::StatusOr<AttendanceFacts> Read(const std::string& name) {
    return LoadAttendanceAt(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), name);
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(AttendanceStore, ASheetLiesBesideItsAssignment) {
  EXPECT_EQ(Read(kLifeName)->sheet.marks_size(), 0);
  In([this](auto& txn) -> absl::Status {
    ASSIGN_OR_RETURN(const AttendanceFacts facts, LoadAttendanceAt(tables_, txn, kLifeName));
    ASSIGN_OR_RETURN(const SheetChange change,
                     Mark(facts, HalfDay(0, v1::AttendanceMark::KIND_ABSENT), OctoberNoon(18)));
    return Put(tables_, txn, change);
  });
  EXPECT_THAT(store::RowsOf(*store_, store::Family::kRows), Contains(Key("attendance/yh-cx/zhao-clinical")));
  const auto facts = Read(kLifeName);
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->course.name(), Clinical().name());
  EXPECT_EQ(facts->assignment.person(), "persons/zhao");
  EXPECT_EQ(Tallied(*facts).missed(), 1);
}

TEST_F(AttendanceStore, NothingIsWrittenWhereNothingChanges) {
  In([this](auto& txn) { return Put(tables_, txn, SheetChange{}); });
  EXPECT_THAT(store::RowsOf(*store_, store::Family::kRows), Not(Contains(Key(StartsWith("attendance/")))));
}

TEST_F(AttendanceStore, OnlyOfAssignmentsToCourses) {
  EXPECT_THAT(Read("pairings/yh-cx/assignments/nobody"), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::Assignment stationed = CheckedIn().assignment;
  stationed.set_name("pairings/yh-cx/assignments/stationed");
  stationed.set_item(Stationed().name());
  In([&](auto& txn) { return Put(tables_, txn, stationed); });
  const auto refused = Read(stationed.name());
  EXPECT_THAT(refused, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(refused.status()), ElementsAre(StartsWith("NOT_A_COURSE")));
}

}  // namespace
}  // namespace jiedui::scheduler
