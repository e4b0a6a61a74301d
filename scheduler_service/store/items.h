// SPDX-License-Identifier: Apache-2.0
// Courses and postings as what they share (domain/item.h).
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// `from` is a Snapshot or a Transaction. NOT_FOUND: no such course or posting; DATA_LOSS.
template <typename From>
absl::StatusOr<Item> LoadItem(const Tables& tables, const From& from, absl::string_view name) {
  if (IsCourseName(name)) {
    ASSIGN_OR_RETURN(const auto record, tables.courses.FindShared(from, MemberKey(name)));
    if (record == nullptr) return ResourceNotFound(kCourseType, name);
    return ItemOf(record->course());
  }
  ASSIGN_OR_RETURN(const auto record, tables.postings.FindShared(from, MemberKey(name)));
  if (record == nullptr) return ResourceNotFound(kPostingType, name);
  return ItemOf(record->posting());
}

}  // namespace jiedui::scheduler
