// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/index_version.h"

#include "absl/strings/str_cat.h"
#include "common/store/index_version.h"
#include "registry_service/domain/name_order.h"

namespace jiedui::registry {
namespace {

// To be counted up with every change of an index, of a search key, of a reading or of what makes a licence due.
constexpr int kLayout = 3;

}  // namespace

std::string IndexVersion() { return absl::StrCat("layout ", kLayout, ", ", NameRulesVersion()); }

absl::StatusOr<bool> PrepareIndexes(store::Store& store, const Tables& tables, absl::string_view version) {
  return store::PrepareIndexes(store, version,
                               {store::IndexedRowsOf(tables.persons), store::IndexedRowsOf(tables.organizations)});
}

}  // namespace jiedui::registry
