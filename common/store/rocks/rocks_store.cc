// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/rocks_store.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/rocks/committer.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/recovery.h"
#include "common/store/rocks/rocks_reader.h"
#include "common/store/trim.h"

namespace jiedui::store {
namespace {

constexpr int kExitCodeOfStorage = 3;

// The last words of the process; not through the log, which may be what hangs on a sick disk.
void EndProcess(const absl::Status& cause) {
  std::fputs(absl::StrCat("the store has failed and the process ends: ", cause.message(), "\n").c_str(), stderr);
  std::_Exit(kExitCodeOfStorage);
}

class RocksStore final : public Store {
 public:
  RocksStore(std::shared_ptr<Database> database, const RocksOptions& options, Recovered recovered)
      : identity_(std::move(recovered.identity)),
        database_(std::move(database)),
        trimmed_revision_(recovered.trimmed_revision),
        committer_(database_, options, recovered.tip) {}
  ~RocksStore() override { Close(); }

  void Mutate(Command command) override { committer_.Mutate(std::move(command)); }

  std::unique_ptr<Snapshot> NewSnapshot(ReadTier tier) const override {
    return std::make_unique<RocksSnapshot>(committer_.head(), tier);
  }

  StoreInfo Info() const override {
    return {.incarnation = identity_.incarnation(),
            .token_key = identity_.token_key(),
            .revision = committer_.head()->revision(),
            .oldest_revision = trimmed_revision_.load() + 1};
  }

  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)> listener) override {
    return committer_.listeners().Add(std::move(listener));
  }

  absl::StatusOr<bool> Trim(absl::Time now) override;

  void Close() override {
    committer_.Close();
    database_->RefuseReads();
  }

 private:
  const v1::Identity identity_;
  const std::shared_ptr<Database> database_;
  Mutex trim_mutex_;  // one Trim at a time: each plans on what the one before has left
  std::atomic<uint64_t> trimmed_revision_;
  Committer committer_;
};

absl::StatusOr<bool> RocksStore::Trim(absl::Time now) {
  MutexLock lock(trim_mutex_);
  const RocksSnapshot snapshot(committer_.head(), ReadTier::kDisk);
  ASSIGN_OR_RETURN(const TrimPlan plan, PlanTrim(snapshot, now));
  if (plan.deletes.empty()) return false;
  rocksdb::WriteBatch batch;
  for (const auto& [family, key] : plan.deletes) batch.Delete(database_->family(family), key).PermitUncheckedError();
  if (plan.trimmed.has_value())
    batch.Put(database_->family(Family::kMeta), std::string(kTrimmedKey), plan.trimmed->SerializeAsString())
        .PermitUncheckedError();
  RETURN_IF_ERROR(committer_.WriteBetweenGroups(batch));
  if (plan.trimmed.has_value()) trimmed_revision_.store(plan.trimmed->revision());
  return plan.is_full;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenRocksStore(RocksOptions options) {
  if (!options.on_fatal) options.on_fatal = EndProcess;
  ASSIGN_OR_RETURN(std::shared_ptr<Database> database, Database::Open(options));
  ASSIGN_OR_RETURN(Recovered recovered, Recover(database, options));
  return std::make_unique<RocksStore>(std::move(database), options, std::move(recovered));
}

}  // namespace jiedui::store
