// SPDX-License-Identifier: Apache-2.0
// A check that looks at every row of one table, each by itself.
#pragma once

#include "common/base/status_macros.h"
#include "common/store/table.h"
#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {

// `name` and `table` outlive it.
template <typename Record>
class RowsStep final : public VerifyStep {
 public:
  using Check = absl::Status (*)(const Verified&, const Record&, VerifyReport&);
  RowsStep(absl::string_view name, const Verified& verified, const store::Table<Record>& table, Check check)
      : name_(name), verified_(verified), table_(table), check_(check), rest_(store::PrefixRange(table.prefix())) {}

  absl::string_view name() const override { return name_; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, store::Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(const Record record, table_.Decode(key.substr(table_.prefix().size()), value));
                      return check_(verified_, record, report);
                    });
  }

 private:
  const absl::string_view name_;
  const Verified verified_;
  const store::Table<Record>& table_;
  const Check check_;
  store::KeyRange rest_;
};

}  // namespace jiedui::scheduler
