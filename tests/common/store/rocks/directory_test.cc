// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rocksdb/env.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;
using testing::HasSubstr;

rocksdb::Env& Machine() { return *rocksdb::Env::Default(); }

TEST(Directory, IsCreatedAndHeldOnce) {
  const TempDir parent;
  auto held = Directory::Hold(Machine(), parent.File("data"));
  ASSERT_THAT(held, IsOk());
  EXPECT_FALSE((*held)->holds_store());
  EXPECT_THAT(Directory::Hold(Machine(), parent.File("data")),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("in use by another process")));
  held->reset();
  EXPECT_THAT(Directory::Hold(Machine(), parent.File("data")), IsOk());
}

TEST(Directory, ParentMustExist) {
  const TempDir parent;
  EXPECT_THAT(Directory::Hold(Machine(), parent.File("no/such/parent")),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("parent")));
}

TEST(Directory, MustNotBeAFile) {
  const TempDir parent;
  WriteFile(parent.File("data"), "x");
  EXPECT_THAT(Directory::Hold(Machine(), parent.File("data")),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("not a directory")));
}

TEST(Directory, LeftoversOfAnInterruptedCreationAreNoObstacle) {
  const TempDir data;
  for (const char* name : {"LOCK", "LOG", "IDENTITY", "MANIFEST-000001", "000001.dbtmp", "LOG.old.1637000000000000"})
    WriteFile(data.File(name), "x");
  EXPECT_THAT(Directory::Hold(Machine(), data.path()), IsOk());
}

TEST(Directory, ForeignFilesAreLeftAlone) {
  const TempDir data;
  WriteFile(data.File("thesis.docx"), "x");
  EXPECT_THAT(Directory::Hold(Machine(), data.path()),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("thesis.docx")));
}

TEST(Directory, DataWithoutCurrentFileIsDamage) {
  for (const char* name : {"000012.log", "000034.sst"}) {
    const TempDir data;
    WriteFile(data.File(name), "x");
    WriteFile(data.File("MANIFEST-000001"), "x");
    EXPECT_THAT(Directory::Hold(Machine(), data.path()), StatusIs(StatusCode::kDataLoss, HasSubstr("CURRENT")));
  }
}

TEST(Directory, StoreWithoutAnyLogIsDamage) {
  const TempDir data;
  WriteFile(data.File("CURRENT"), "MANIFEST-000001\n");
  EXPECT_THAT(Directory::Hold(Machine(), data.path()), IsOk()) << "creation was interrupted before the first table";
  WriteFile(data.File("000034.sst"), "x");
  EXPECT_THAT(Directory::Hold(Machine(), data.path()),
              StatusIs(StatusCode::kDataLoss, HasSubstr("the write-ahead log is missing")));
  WriteFile(data.File("000035.log"), "");
  EXPECT_THAT(Directory::Hold(Machine(), data.path()), IsOk());
}

TEST(Directory, CurrentFileMeansAStore) {
  const TempDir data;
  WriteFile(data.File("CURRENT"), "MANIFEST-000001\n");
  WriteFile(data.File("thesis.docx"), "x");
  const auto held = Directory::Hold(Machine(), data.path());
  ASSERT_THAT(held, IsOk());
  EXPECT_TRUE((*held)->holds_store());
}

TEST(FreeBytes, AreThoseOfTheDisk) {
  const TempDir data;
  FaultyEnv faulty;
  faulty.faults().free_bytes = 12'345;
  EXPECT_EQ(FreeBytes(*faulty.env(), data.path()), 12'345u);
  EXPECT_GT(FreeBytes(Machine(), data.path()), 0u);
  const std::unique_ptr<rocksdb::Env> memory(rocksdb::NewMemEnv(rocksdb::Env::Default()));
  EXPECT_GT(FreeBytes(*memory, "/none"), 0u);
}

}  // namespace
}  // namespace jiedui::store
