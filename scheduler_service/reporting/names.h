// SPDX-License-Identifier: Apache-2.0
// Many names, each kept once and known by a number: counting compares numbers, and says names only where it answers.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace jiedui::scheduler {

// One thread.
class Names {
 public:
  // Numbers a name without looking whether it is there.
  uint32_t Add(absl::string_view name);
  absl::string_view operator[](uint32_t number) const { return views_[number]; }
  uint32_t size() const { return static_cast<uint32_t>(views_.size()); }

 private:
  std::deque<std::string> blocks_;  // whose bytes stay where they are
  std::vector<absl::string_view> views_;
};

// Names of which equal ones have one number. One thread.
class DistinctNames {
 public:
  uint32_t Add(absl::string_view name);
  absl::string_view operator[](uint32_t number) const { return names_[number]; }
  uint32_t size() const { return names_.size(); }

 private:
  Names names_;
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
};

}  // namespace jiedui::scheduler
