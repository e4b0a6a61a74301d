// SPDX-License-Identifier: Apache-2.0
#include "common/store/rehearsal.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"

namespace jiedui::store {
namespace {

// What an entry costs beside its bytes.
constexpr size_t kEntryBytes = 64;

// What a transaction reads, with the rehearsed rows laid over it.
class RehearsedState final : public Reader {
 public:
  RehearsedState(const Reader& base, const StagedFamilies& staged) : base_(base), staged_(staged) {}

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    const StagedRows& rows = Staged(family);
    if (const auto found = rows.find(key); found != rows.end()) return found->second;
    return base_.Get(family, key);
  }
  absl::Status Scan(Family family, const KeyRange& range, KeyVisitor visit) const override {
    return ScanThrough(Staged(family), base_, family, range, visit);
  }

 private:
  const StagedRows& Staged(Family family) const { return staged_[static_cast<size_t>(family)]; }

  const Reader& base_;
  const StagedFamilies& staged_;
};

}  // namespace

absl::Status Rehearsal::Run(const Transaction& txn, absl::FunctionRef<absl::Status(Transaction&)> decide) {
  if (bytes_ > kRehearsalBytesMax)
    return LimitExceeded("stream", absl::StrCat("a dry run holds at most ", kRehearsalBytesMax,
                                                " bytes of changes: send the rest in another stream"));
  const RehearsedState state(txn.base(), staged_);
  Transaction::Context context = txn.context();
  context.revision += commits_;
  Transaction rehearsed(state, std::move(context));
  RETURN_IF_ERROR(decide(rehearsed));
  if (!rehearsed.changes().empty()) ++commits_;
  for (const Family family : {Family::kRows, Family::kIndex, Family::kMeta})
    Keep(rehearsed.TakeStaged(family), staged_[static_cast<size_t>(family)]);
  return absl::OkStatus();
}

void Rehearsal::Keep(StagedRows&& rows, StagedRows& kept) {
  for (auto& [key, value] : rows) {
    bytes_ += key.size() + (value.has_value() ? value->size() : 0) + kEntryBytes;
    kept.insert_or_assign(key, std::move(value));
  }
}

}  // namespace jiedui::store
