// SPDX-License-Identifier: Apache-2.0
// Editions in the store: the resource, without its figures, in a row; what it counted in further rows of bounded size
// (domain/pieces.h), all put in one commit with the guard of the frozen periods. `From` is a Snapshot or a Transaction.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "common/store/transaction.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "scheduler_service/domain/pieces.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"

namespace jiedui::scheduler {

// NOT_FOUND: there is none; DATA_LOSS.
template <typename From>
absl::StatusOr<storage::v1::EditionRecord> LoadEdition(const Tables& tables, const From& from, absl::string_view name) {
  ASSIGN_OR_RETURN(std::optional<storage::v1::EditionRecord> record, tables.editions.Find(from, MemberKey(name)));
  if (!record.has_value()) return ResourceNotFound(kEditionType, name);
  return *std::move(record);
}

// What it counted. DATA_LOSS.
template <typename From>
absl::StatusOr<storage::v1::EditionContents> LoadContents(const Tables& tables, const From& from,
                                                          const storage::v1::EditionRecord& record) {
  std::vector<std::string> pieces;
  for (int part = 0; part < record.parts(); ++part) {
    const std::string key = PartKey(record.edition().name(), part);
    ASSIGN_OR_RETURN(auto piece, tables.edition_parts.Find(from, key));
    if (!piece.has_value()) return store::DamagedRow(tables.edition_parts.RowKey(key));
    pieces.push_back(std::move(*piece->mutable_piece()));
  }
  storage::v1::EditionContents contents;
  if (!Assemble(pieces, contents)) return store::DamagedRow(tables.editions.RowKey(MemberKey(record.edition().name())));
  return contents;
}

// The edition as GetEdition answers it, with the figures of its report. NOT_FOUND; DATA_LOSS.
absl::StatusOr<v1::Edition> WholeEdition(const Tables& tables, const store::Snapshot& snapshot, absl::string_view name);

// ALREADY_EXISTS / ID_TAKEN; RESOURCE_EXHAUSTED: it does not fit one command.
absl::Status PutNewEdition(const Tables& tables, store::Transaction& txn, const v1::Edition& edition,
                           const std::vector<std::string>& pieces);

// Whether people of a course or posting of the pairing are being moved, ended or cancelled in further commits
// (store/item_work.h): what counts is not yet what it will be.
absl::StatusOr<bool> WorkGoesOn(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing);

}  // namespace jiedui::scheduler
