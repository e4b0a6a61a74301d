// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/failure_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

void Report(FailureWatch& watch, rocksdb::Status status) {
  watch.OnBackgroundError(rocksdb::BackgroundErrorReason::kFlush, &status);
  EXPECT_FALSE(status.ok()) << "the error must not be suppressed";
}

TEST(FailureWatch, KeepsTheFirstErrorAndWakes) {
  FailureWatch watch;
  int woken = 0;
  watch.WhenFailed([&] { ++woken; });
  EXPECT_THAT(watch.failure(), IsOk());
  Report(watch, rocksdb::Status::IOError("first"));
  Report(watch, rocksdb::Status::IOError("second"));
  EXPECT_THAT(watch.failure(), StatusIs(absl::StatusCode::kUnavailable, testing::HasSubstr("first")));
  EXPECT_EQ(woken, 2);
}

TEST(FailureWatch, TellsOfAnErrorThatCameEarlier) {
  FailureWatch watch;
  Report(watch, rocksdb::Status::Corruption("x"));
  int woken = 0;
  watch.WhenFailed([&] { ++woken; });
  EXPECT_EQ(woken, 1);
  watch.WhenFailed({});
  Report(watch, rocksdb::Status::Corruption("y"));
  EXPECT_EQ(woken, 1);
}

TEST(FailureWatch, AFailedWriteIsAFailure) {
  FailureWatch watch;
  int woken = 0;
  watch.WhenFailed([&] { ++woken; });
  watch.Fail(absl::UnavailableError("the log"));
  Report(watch, rocksdb::Status::IOError("second"));
  EXPECT_THAT(watch.failure(), StatusIs(absl::StatusCode::kUnavailable, "the log"));
  EXPECT_EQ(woken, 2);
}

TEST(FailureWatch, ShuttingDownIsNoFailure) {
  FailureWatch watch;
  Report(watch, rocksdb::Status::ShutdownInProgress());
  EXPECT_THAT(watch.failure(), IsOk());
}

}  // namespace
}  // namespace jiedui::store
