// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/index_version.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/store/index_version.h"

namespace jiedui::scheduler {
namespace {

// To be counted up with every change of an index: of the tables that have one, and of what is found by which value.
constexpr int kLayout = 2;

}  // namespace

std::string IndexVersion() { return absl::StrCat("layout ", kLayout); }

absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version) {
  std::vector<store::IndexedRows> indexed;
  tables.ForEach([&indexed](const auto& table) {
    store::IndexedRows rows = store::IndexedRowsOf(table);
    if (!rows.index_prefixes.empty()) indexed.push_back(std::move(rows));
  });
  return store::PrepareIndexes(store, version, indexed);
}

}  // namespace jiedui::scheduler
