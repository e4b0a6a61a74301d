// SPDX-License-Identifier: Apache-2.0
// Which rows a registry writes for one creation, read from its directory: how many of each kind, how long, and whether
// they go to the end of their kind or all over it.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "common/base/clock.h"
#include "common/store/rocks/database.h"
#include "common/store/rocks/rocks_reader.h"
#include "tests/bench/measure.h"

namespace jiedui::bench {

struct RowShape {
  store::Family family = store::Family::kRows;
  std::string prefix;  // of every key
  int per_creation = 0;
  int key_bytes = 0;
  int value_bytes = 0;
  bool scattered = false;
};

// What tells the kinds of rows apart: for rows and index rows, the key as far as its first slash (p/, ps/).
inline size_t PrefixBytes(store::Family family, absl::string_view key) {
  if (family == store::Family::kChanges) return 0;
  if (family == store::Family::kRequests) return std::min<size_t>(4, key.size());
  return std::min(key.find('/') + 1, key.size());
}

inline std::shared_ptr<store::Database> OpenBare(const std::string& directory) {
  static const SystemClock clock;
  auto database = store::Database::Open({.directory = directory, .service = "registry", .clock = &clock});
  Require(database.ok(), absl::StrCat("cannot open ", directory, ": ", database.status().ToString()));
  return *std::move(database);
}

// What all rows of a kind have together.
struct RowSum {
  int rows = 0;
  size_t key_bytes = 0;
  size_t value_bytes = 0;
  std::set<std::string> beginnings;  // two bytes behind the prefix
};

inline void AddShapes(const store::Database& database, store::Family family, int creations,
                      std::vector<RowShape>& shapes) {
  constexpr size_t kBeginningsOfOnePlaceMax = 16;
  std::map<std::string, RowSum> sums;
  const store::RocksReader reader(database, nullptr, store::ReadTier::kDisk);
  const auto add = [&sums, family](absl::string_view key, absl::string_view value) {
    const size_t bytes = PrefixBytes(family, key);
    RowSum& sum = sums[std::string(key.substr(0, bytes))];
    ++sum.rows;
    sum.key_bytes += key.size();
    sum.value_bytes += value.size();
    sum.beginnings.emplace(key.substr(bytes, 2));
    return true;
  };
  Require(reader.Scan(family, {}, add).ok(), "cannot read the registry's rows");
  for (const auto& [prefix, sum] : sums) {
    if (sum.rows * 2 < creations) continue;
    shapes.push_back({.family = family,
                      .prefix = prefix,
                      .per_creation = (sum.rows + creations / 2) / creations,
                      .key_bytes = static_cast<int>(sum.key_bytes) / sum.rows,
                      .value_bytes = static_cast<int>(sum.value_bytes) / sum.rows,
                      .scattered = sum.beginnings.size() > kBeginningsOfOnePlaceMax});
  }
}

// Of the registry whose directory it is, which has stopped, and done nothing but so many creations.
inline std::vector<RowShape> ShapesIn(const std::string& directory, int creations) {
  const std::shared_ptr<store::Database> database = OpenBare(directory);
  std::vector<RowShape> shapes;
  for (const store::Family family :
       {store::Family::kChanges, store::Family::kRows, store::Family::kIndex, store::Family::kRequests})
    AddShapes(*database, family, creations, shapes);
  return shapes;
}

// As one argument of a program, and back.
inline std::string TextOf(const RowShape& shape) {
  return absl::StrCat(static_cast<int>(shape.family), ":", absl::BytesToHexString(shape.prefix), ":",
                      shape.per_creation, ":", shape.key_bytes, ":", shape.value_bytes, ":", shape.scattered ? 1 : 0);
}

inline RowShape ShapeFrom(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  RowShape shape;
  int family = 0;
  int scattered = 0;
  Require(parts.size() == 6 && absl::SimpleAtoi(parts[0], &family) && absl::SimpleAtoi(parts[2], &shape.per_creation) &&
              absl::SimpleAtoi(parts[3], &shape.key_bytes) && absl::SimpleAtoi(parts[4], &shape.value_bytes) &&
              absl::SimpleAtoi(parts[5], &scattered),
          absl::StrCat("no shape of rows: ", text));
  shape.family = static_cast<store::Family>(family);
  shape.prefix = absl::HexStringToBytes(parts[1]);
  shape.scattered = scattered != 0;
  return shape;
}

}  // namespace jiedui::bench
