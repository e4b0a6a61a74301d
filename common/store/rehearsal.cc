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

// A transaction's reads with the rehearsed rows laid over them.
class RehearsedState final : public Reader {
 public:
  RehearsedState(const Transaction& txn, const StagedRows& rows) : txn_(txn), rows_(rows) {}

  absl::StatusOr<std::optional<std::string>> Get(Family family, absl::string_view key) const override {
    if (family == Family::kRows)
      if (const auto found = rows_.find(key); found != rows_.end()) return found->second;
    return txn_.Get(family, key);
  }
  absl::Status Scan(Family /*family*/, const KeyRange& /*range*/, KeyVisitor /*visit*/) const override {
    return MakeError(absl::StatusCode::kInternal, "INTERNAL", "a rehearsed command scans");
  }

 private:
  const Transaction& txn_;
  const StagedRows& rows_;
};

}  // namespace

absl::Status Rehearsal::Run(const Transaction& txn, absl::FunctionRef<absl::Status(Transaction&)> decide) {
  if (bytes_ > kRehearsalBytesMax)
    return LimitExceeded("stream", absl::StrCat("a dry run holds at most ", kRehearsalBytesMax,
                                                " bytes of changes: send the rest in another stream"));
  const RehearsedState state(txn, rows_);
  Transaction::Context context = txn.context();
  context.revision += commits_;
  Transaction rehearsed(state, std::move(context));
  RETURN_IF_ERROR(decide(rehearsed));
  if (!rehearsed.changes().empty()) ++commits_;
  Keep(rehearsed.TakeStaged(Family::kRows));
  return absl::OkStatus();
}

void Rehearsal::Keep(StagedRows&& rows) {
  for (auto& [key, value] : rows) {
    bytes_ += key.size() + (value.has_value() ? value->size() : 0) + kEntryBytes;
    rows_.insert_or_assign(key, std::move(value));
  }
}

}  // namespace jiedui::store
