// SPDX-License-Identifier: Apache-2.0
// Commands that are run to see what would happen, each on what the earlier ones would have left, and of which nothing
// is kept: the dry run of a stream of rows says what the real run will say, also where two rows are about one person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/store/staged_rows.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

namespace jiedui::store {

// Some 60,000 persons with their index rows.
inline constexpr size_t kRehearsalBytesMax = 128 * 1024 * 1024;

// Called by one thread at a time: that which decides commands.
class Rehearsal {
 public:
  // Runs `decide` on a transaction that sees what `txn` sees and what the earlier ones staged; `txn` itself stages
  // nothing. What `decide` answers; RESOURCE_EXHAUSTED / LIMIT_EXCEEDED past kRehearsalBytesMax.
  absl::Status Run(const Transaction& txn, absl::FunctionRef<absl::Status(Transaction&)> decide);

 private:
  void Keep(StagedRows&& rows, StagedRows& kept);

  StagedFamilies staged_;
  size_t bytes_ = 0;
  uint64_t commits_ = 0;  // that the real run would have made
};

}  // namespace jiedui::store
