// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faulty_env.h"

#include <utility>

#include "absl/strings/match.h"

namespace jiedui::store {
namespace {

// For files whose syncs nothing holds up.
Hold& NoHold() {
  static Hold hold;
  return hold;
}

rocksdb::IOStatus DiskError() { return rocksdb::IOStatus::IOError("injected: Input/output error"); }

class FaultyFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyFile(std::unique_ptr<rocksdb::FSWritableFile> file, const std::atomic<bool>& append_fails,
             const std::atomic<bool>& sync_fails, Hold& sync_hold)
      : FSWritableFileOwnerWrapper(std::move(file)),
        append_fails_(append_fails),
        sync_fails_(sync_fails),
        sync_hold_(sync_hold) {}

  // NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks): the analyser does not see that an IOStatus owns its text
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    return append_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& info, rocksdb::IODebugContext* debug) override {
    return append_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Append(data, options, info, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    sync_hold_.Pass();
    return sync_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    sync_hold_.Pass();
    return sync_fails_ ? DiskError() : FSWritableFileOwnerWrapper::Fsync(options, debug);
  }
  // NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks): see above

 private:
  const std::atomic<bool>& append_fails_;
  const std::atomic<bool>& sync_fails_;
  Hold& sync_hold_;
};

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit FaultyFileSystem(Faults& faults) : FileSystemWrapper(rocksdb::FileSystem::Default()), faults_(faults) {}

  const char* Name() const override { return "FaultyFileSystem"; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    rocksdb::IOStatus status = target()->NewWritableFile(name, options, file, debug);
    if (!status.ok()) return status;
    if (absl::EndsWith(name, ".log"))
      *file =
          std::make_unique<FaultyFile>(std::move(*file), faults_.log_append, faults_.log_sync, faults_.log_sync_hold);
    else if (absl::EndsWith(name, ".sst"))
      *file = std::make_unique<FaultyFile>(std::move(*file), faults_.table_append, faults_.table_append, NoHold());
    return status;
  }
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options, uint64_t* bytes,
                                 rocksdb::IODebugContext* debug) override {
    rocksdb::IOStatus status = target()->GetFreeSpace(path, options, bytes, debug);
    *bytes = std::min(*bytes, faults_.free_bytes.load());
    return status;
  }

 private:
  Faults& faults_;
};

}  // namespace

void Hold::Begin() {
  MutexLock lock(mutex_);
  holds_ = true;
  somebody_waits_ = false;
}

void Hold::End() {
  MutexLock lock(mutex_);
  holds_ = false;
  changed_.NotifyAll();
}

void Hold::WaitUntilSomebodyWaits() {
  MutexLock lock(mutex_);
  while (!somebody_waits_) changed_.Wait(mutex_);
}

void Hold::Pass() {
  MutexLock lock(mutex_);
  if (!holds_) return;
  somebody_waits_ = true;
  changed_.NotifyAll();
  while (holds_) changed_.Wait(mutex_);
}

FaultyEnv::FaultyEnv()
    : faults_(std::make_unique<Faults>()),
      env_(rocksdb::NewCompositeEnv(std::make_shared<FaultyFileSystem>(*faults_))) {}

}  // namespace jiedui::store
