// SPDX-License-Identifier: Apache-2.0
// What a store knows of itself when it starts:
//
//   meta/store/identity   Identity
//   meta/store/head, meta/store/trimmed   see common/store/change_log.h
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/store/rocks/database.h"
#include "jiedui/store/v1/records.pb.h"

namespace jiedui::store {

inline constexpr uint32_t kFormatVersion = 1;

// Where the chain of commits stands.
struct Tip {
  uint64_t revision = 0;
  std::string digest;
  absl::Time commit_time = absl::InfinitePast();
};

struct Recovered {
  v1::Identity identity;
  Tip tip;
  uint64_t trimmed_revision = 0;
};

// Reads and checks it: the identity, that the head and the end of the change log agree, and the chain of the last 1,000
// commits. A new store gets its identity, durable on return. FAILED_PRECONDITION: of another service or a newer format;
// DATA_LOSS: damaged.
absl::StatusOr<Recovered> Recover(const std::shared_ptr<Database>& database, const RocksOptions& options);

}  // namespace jiedui::store
