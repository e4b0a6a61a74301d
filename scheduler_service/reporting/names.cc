// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/names.h"

#include <algorithm>

namespace jiedui::scheduler {
namespace {

constexpr size_t kBlockBytes = 64 * 1024;

}  // namespace

uint32_t Names::Add(absl::string_view name) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < name.size())
    blocks_.emplace_back().reserve(std::max(kBlockBytes, name.size()));
  std::string& block = blocks_.back();
  const size_t at = block.size();
  block.append(name.data(), name.size());
  views_.push_back(absl::string_view(block).substr(at));
  return size() - 1;
}

uint32_t DistinctNames::Add(absl::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) return found->second;
  const uint32_t number = names_.Add(name);
  numbers_.emplace(names_[number], number);
  return number;
}

}  // namespace jiedui::scheduler
