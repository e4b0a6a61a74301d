// SPDX-License-Identifier: Apache-2.0
// Opening, and what must not open: damage of every kind of file.
#include "common/store/rocks/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/store/change_log.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_env.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using absl::StatusCode;
using testing::HasSubstr;

class DatabaseTest : public testing::Test {
 protected:
  // A store with 40 commits, all of them in the log.
  void MakeStore(const std::string& directory) {
    const auto store = MustOpen(TestOptions(directory, clock_));
    for (int i = 0; i < 40; ++i)
      ASSERT_THAT(MutateAndWait(*store, PutCommand(absl::StrCat("key", i), std::string(200, 'v'))), IsOk());
  }
  std::vector<std::string> FilesLike(const std::string& directory, absl::string_view ending) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
      if (absl::EndsWith(entry.path().string(), ending)) files.push_back(entry.path().string());
    return files;
  }
  // The store with one bit of `file` flipped.
  absl::Status OpenDamaged(const std::string& from, absl::string_view ending, size_t bit) {
    const TempDir parent;
    CopyDirectory(from, parent.File("copy"));
    const std::string file = FilesLike(parent.File("copy"), ending).at(0);
    std::string bytes = ReadFile(file);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    WriteFile(file, bytes);
    const auto store = OpenRocksStore(TestOptions(parent.File("copy"), clock_));
    if (!store.ok()) return store.status();
    return VerifyAll(**store);
  }
  // Everything that was written is there.
  static absl::Status VerifyAll(const Store& store) {
    const auto snapshot = store.NewSnapshot(ReadTier::kDisk);
    if (snapshot->revision() != 40) return absl::InternalError("commits are silently gone");
    for (int i = 0; i < 40; ++i) {
      const auto value = snapshot->Get(Family::kRows, absl::StrCat("key", i));
      if (!value.ok()) return value.status();
      if (*value != std::string(200, 'v')) return absl::InternalError("a value is silently wrong");
    }
    return VerifyChain(*snapshot);
  }

  TempDir parent_;
  FakeClock clock_;
};

TEST_F(DatabaseTest, FlippedBitInTheLogIsRefused) {
  MakeStore(parent_.File("data"));
  const auto logs = FilesLike(parent_.File("data"), ".log");
  ASSERT_EQ(logs.size(), 1u);
  const size_t bits = std::filesystem::file_size(logs[0]) * 8;
  ASSERT_GT(bits, 100'000u);
  for (size_t bit = 3; bit < bits; bit += bits / 60)
    ASSERT_THAT(OpenDamaged(parent_.File("data"), ".log", bit), StatusIs(StatusCode::kDataLoss, HasSubstr(".log")))
        << "bit " << bit;
}

TEST_F(DatabaseTest, FlippedBitInATableIsFound) {
  MakeStore(parent_.File("data"));
  MustOpen(TestOptions(parent_.File("data"), clock_));  // opening moves the log into tables
  ASSERT_FALSE(FilesLike(parent_.File("data"), ".sst").empty());
  const size_t bits = std::filesystem::file_size(FilesLike(parent_.File("data"), ".sst")[0]) * 8;
  for (size_t bit = 3; bit < bits; bit += bits / 40) {
    const absl::Status status = OpenDamaged(parent_.File("data"), ".sst", bit);
    ASSERT_TRUE(status.ok() || absl::IsDataLoss(status)) << "bit " << bit << ": " << status;
  }
}

TEST_F(DatabaseTest, MissingFilesAreFound) {
  MakeStore(parent_.File("data"));
  const std::string manifest = ReadFile(parent_.File("data/CURRENT"));
  for (const std::string& ending :
       {std::string(".sst"), std::string(".log"), std::string("CURRENT"), manifest.substr(0, manifest.find('\n'))}) {
    const TempDir parent;
    CopyDirectory(parent_.File("data"), parent.File("copy"));
    std::filesystem::remove(FilesLike(parent.File("copy"), ending).at(0));
    EXPECT_THAT(OpenRocksStore(TestOptions(parent.File("copy"), clock_)), StatusIs(StatusCode::kDataLoss)) << ending;
  }
}

TEST_F(DatabaseTest, TornEndOfTheLogWasNeverAnswered) {
  MakeStore(parent_.File("data"));
  const std::string log = FilesLike(parent_.File("data"), ".log").at(0);
  WriteFile(log, ReadFile(log) + std::string(3, 'x'));
  const auto store = OpenRocksStore(TestOptions(parent_.File("data"), clock_));
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT(VerifyAll(**store), IsOk());
}

TEST_F(DatabaseTest, UnknownColumnFamilyIsANewerFormat) {
  MakeStore(parent_.File("data"));
  {
    const auto database = Database::Open(TestOptions(parent_.File("data"), clock_));
    ASSERT_THAT(database, IsOk());
    rocksdb::ColumnFamilyHandle* handle = nullptr;
    ASSERT_TRUE((*database)->rocks().CreateColumnFamily({}, "of the future", &handle).ok());
    ASSERT_TRUE((*database)->rocks().DestroyColumnFamilyHandle(handle).ok());
  }
  EXPECT_THAT(OpenRocksStore(TestOptions(parent_.File("data"), clock_)),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("format")));
}

TEST_F(DatabaseTest, NearlyFullDiskIsNotOpened) {
  FaultyEnv disk;
  RocksOptions options = TestOptions(parent_.File("data"), clock_);
  options.env = disk.env();
  options.free_bytes_min = 1'000;
  disk.faults().free_bytes = 999;
  EXPECT_THAT(Database::Open(options), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
  EXPECT_FALSE(std::filesystem::exists(parent_.File("data") + "/CURRENT"));
  disk.faults().free_bytes = 1'000;
  EXPECT_THAT(Database::Open(options), IsOk());
  disk.faults().free_bytes = 250;
  EXPECT_THAT(Database::Open(options), IsOk()) << "an existing store is opened with less";
  disk.faults().free_bytes = 249;
  EXPECT_THAT(Database::Open(options), FailsWith(StatusCode::kResourceExhausted, "DISK_FULL"));
}

}  // namespace
}  // namespace jiedui::store
