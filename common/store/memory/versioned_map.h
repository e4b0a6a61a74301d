// SPDX-License-Identifier: Apache-2.0
// A map that remembers what every key held at every moment, so that a snapshot is a number. The model favours being
// plainly right over being small: nothing is ever forgotten.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "common/store/store.h"

namespace jiedui::store {

// One thread at a time.
class VersionedMap {
 public:
  // Moments do not decrease from one call to the next; nullopt deletes.
  void Put(uint64_t moment, std::string key, std::optional<std::string> value);

  // What the key held at `moment`; nullopt if nothing.
  std::optional<std::string> Get(uint64_t moment, absl::string_view key) const;
  // The first row at `moment` whose key is in the range; nullopt if none.
  std::optional<std::pair<std::string, std::string>> First(uint64_t moment, const KeyRange& range) const;

 private:
  using Versions = std::map<uint64_t, std::optional<std::string>>;
  std::map<std::string, Versions, std::less<>> rows_;
};

}  // namespace jiedui::store
