// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;
using rocksdb::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(FromRead, DamageIsDataLossAndKeepsTheFileName) {
  EXPECT_THAT(FromRead(Status::Corruption("block checksum mismatch in /data/000012.sst")),
              StatusIs(StatusCode::kDataLoss, HasSubstr("000012.sst")));
  EXPECT_THAT(FromRead(Status::IOError("Input/output error")), FailsWith(StatusCode::kDataLoss, "DATA_DAMAGED"));
}

TEST(FromRead, PassingTroubleIsUnavailable) {
  EXPECT_THAT(FromRead(Status::OK()), IsOk());
  EXPECT_THAT(FromRead(Status::ShutdownInProgress()), FailsWith(StatusCode::kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(FromRead(Status::MemoryLimit()), FailsWith(StatusCode::kUnavailable, "OVERLOADED"));
  EXPECT_THAT(FromRead(Status::Incomplete()), FailsWith(StatusCode::kUnavailable, "OVERLOADED"));
}

TEST(FromOpen, EachCauseHasItsCode) {
  const std::string directory = "/var/lib/x";
  EXPECT_THAT(FromOpen(Status::OK(), directory), IsOk());
  EXPECT_THAT(FromOpen(Status::IOError("While lock file: /x/LOCK: Resource temporarily unavailable"), directory),
              StatusIs(StatusCode::kFailedPrecondition, "data directory /var/lib/x is in use by another process"));
  EXPECT_THAT(FromOpen(Status::IOError("While open a file: Permission denied"), directory),
              StatusIs(StatusCode::kPermissionDenied, HasSubstr("not writable")));
  EXPECT_THAT(FromOpen(Status::IOError("While mkdir: Read-only file system"), directory),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(FromOpen(Status::NoSpace(), directory), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
  EXPECT_THAT(FromOpen(Status::Corruption("x"), directory), FailsWith(StatusCode::kDataLoss, "DATA_DAMAGED"));
  EXPECT_THAT(FromOpen(Status::PathNotFound("x.sst"), directory), StatusIs(StatusCode::kDataLoss, HasSubstr("x.sst")));
  EXPECT_THAT(FromOpen(Status::InvalidArgument("Column families not opened"), directory),
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(FromOpen(Status::IOError("anything else"), directory),
              StatusIs(StatusCode::kInternal, AllOf(HasSubstr(directory), Not(HasSubstr("\n")))));
}

}  // namespace
}  // namespace jiedui::store
