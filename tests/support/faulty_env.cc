// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faulty_env.h"

#include <utility>

#include "absl/strings/match.h"

namespace jiedui::store {
namespace {

rocksdb::IOStatus DiskError() { return rocksdb::IOStatus::IOError("injected: Input/output error"); }

class FaultyFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyFile(std::unique_ptr<rocksdb::FSWritableFile> file, const std::atomic<bool>& append_fails,
             const std::atomic<bool>& sync_fails)
      : FSWritableFileOwnerWrapper(std::move(file)), append_fails_(append_fails), sync_fails_(sync_fails) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    return append_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& info, rocksdb::IODebugContext* debug) override {
    return append_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Append(data, options, info, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return sync_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return sync_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Fsync(options, debug);
  }

 private:
  const std::atomic<bool>& append_fails_;
  const std::atomic<bool>& sync_fails_;
};

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit FaultyFileSystem(const Faults& faults)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), faults_(faults) {}

  const char* Name() const override { return "FaultyFileSystem"; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    rocksdb::IOStatus status = target()->NewWritableFile(name, options, file, debug);
    if (!status.ok()) return status;
    if (absl::EndsWith(name, ".log"))
      *file = std::make_unique<FaultyFile>(std::move(*file), faults_.log_append, faults_.log_sync);
    else if (absl::EndsWith(name, ".sst"))
      *file = std::make_unique<FaultyFile>(std::move(*file), faults_.table_append, faults_.table_append);
    return status;
  }
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options, uint64_t* bytes,
                                 rocksdb::IODebugContext* debug) override {
    rocksdb::IOStatus status = target()->GetFreeSpace(path, options, bytes, debug);
    *bytes = std::min(*bytes, faults_.free_bytes.load());
    return status;
  }

 private:
  const Faults& faults_;
};

}  // namespace

FaultyEnv::FaultyEnv()
    : faults_(std::make_unique<Faults>()),
      env_(rocksdb::NewCompositeEnv(std::make_shared<FaultyFileSystem>(*faults_))) {}

}  // namespace jiedui::store
