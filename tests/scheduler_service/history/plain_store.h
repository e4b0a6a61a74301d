// SPDX-License-Identifier: Apache-2.0
// A store that is nothing but rows: no log, no versions, no requests, so that a million commands run in a minute. What
// it leaves out is tested elsewhere (tests/common/store).
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/base/clock.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

namespace jiedui::scheduler {

// One thread. A snapshot shows whatever is there when it is read.
class PlainStore final : public store::Store {
 public:
  using Rows = std::map<std::string, std::string, std::less<>>;

  // `on_row` is told every row of a commit, nullopt = deleted; before the next command.
  PlainStore(const Clock& clock, std::function<void(const std::string&, const std::optional<std::string>&)> on_row)
      : clock_(clock), on_row_(std::move(on_row)) {}

  void Mutate(store::Command command) override { command.done(Run(command)); }
  std::unique_ptr<store::Snapshot> NewSnapshot(store::ReadTier) const override {
    return std::make_unique<View>(families_);
  }
  store::StoreInfo Info() const override { return {}; }
  std::shared_ptr<void> AddCommitListener(std::function<void(uint64_t)>) override { return nullptr; }
  absl::StatusOr<bool> Trim(absl::Time) override { return false; }
  void Close() override {}

  uint64_t revision() const { return revision_; }

 private:
  using Families = std::array<Rows, store::kFamilyCount>;

  class View final : public store::Snapshot {
   public:
    explicit View(const Families& families) : families_(families) {}
    uint64_t revision() const override { return 0; }  // no log
    absl::StatusOr<std::optional<std::string>> Get(store::Family family, absl::string_view key) const override {
      const Rows& rows = families_[static_cast<size_t>(family)];
      const auto row = rows.find(key);
      if (row == rows.end()) return std::nullopt;
      return row->second;
    }
    absl::Status Scan(store::Family family, const store::KeyRange& range, store::KeyVisitor visit) const override {
      const Rows& rows = families_[static_cast<size_t>(family)];
      for (auto row = rows.lower_bound(range.first); row != rows.end(); ++row)
        if ((!range.end.empty() && row->first >= range.end) || !visit(row->first, row->second)) break;
      return absl::OkStatus();
    }

   private:
    const Families& families_;
  };

  absl::StatusOr<store::Committed> Run(store::Command& command) {
    const View view(families_);
    store::Transaction txn(view, {.now = clock_.Now(), .revision = revision_ + 1, .actor = command.actor});
    absl::StatusOr<std::string> answer = command.decide(txn);
    if (!answer.ok()) return answer.status();
    if (!txn.empty()) ++revision_;
    for (const store::Family family : {store::Family::kRows, store::Family::kIndex})
      for (const auto& [key, value] : txn.staged(family)) Put(family, key, value);
    return store::Committed{.revision = revision_, .changed = !txn.empty(), .answer = *std::move(answer)};
  }

  void Put(store::Family family, const std::string& key, const std::optional<std::string>& value) {
    Rows& rows = families_[static_cast<size_t>(family)];
    if (value.has_value())
      rows[key] = *value;
    else
      rows.erase(key);
    if (family == store::Family::kRows) on_row_(key, value);
  }

  const Clock& clock_;
  const std::function<void(const std::string&, const std::optional<std::string>&)> on_row_;
  Families families_;
  uint64_t revision_ = 0;
};

}  // namespace jiedui::scheduler
