// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/editions.h"

#include "absl/strings/str_cat.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/free_name.h"

namespace jiedui::scheduler {

using storage::v1::ItemWork;
using store::Snapshot;
using store::Transaction;

absl::StatusOr<v1::Edition> WholeEdition(const Tables& tables, const Snapshot& snapshot, absl::string_view name) {
  ASSIGN_OR_RETURN(storage::v1::EditionRecord record, LoadEdition(tables, snapshot, name));
  ASSIGN_OR_RETURN(storage::v1::EditionContents contents, LoadContents(tables, snapshot, record));
  v1::Edition edition = std::move(*record.mutable_edition());
  edition.mutable_report()->mutable_figures()->Swap(contents.mutable_figures());
  return edition;
}

absl::Status PutNewEdition(const Tables& tables, Transaction& txn, const v1::Edition& edition,
                           const std::vector<std::string>& pieces) {
  RETURN_IF_ERROR(CheckFree(tables.editions, txn, MemberKey(edition.name()), kEditionType, edition.name()));
  storage::v1::EditionRecord record;
  *record.mutable_edition() = edition;
  record.set_parts(static_cast<int>(pieces.size()));
  RETURN_IF_ERROR(tables.editions.Put(txn, record));
  for (int part = 0; part < record.parts(); ++part) {
    storage::v1::EditionPartRecord row;
    row.set_edition(edition.name());
    row.set_part(part);
    row.set_piece(pieces[static_cast<size_t>(part)]);
    RETURN_IF_ERROR(tables.edition_parts.Put(txn, row));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> WorkGoesOn(const Tables& tables, const Snapshot& snapshot, absl::string_view pairing) {
  bool goes_on = false;
  absl::Status status;
  const std::string members = store::IndexKey(kSeatsWithWorkPrefix, "", absl::StrCat(PairingKey(pairing), "/"));
  RETURN_IF_ERROR(
      snapshot.Scan(store::Family::kIndex, store::PrefixRange(members), [&](absl::string_view key, absl::string_view) {
        const auto row = store::KeyOfIndexRow(kSeatsWithWorkPrefix, key);
        const auto seats = tables.seats.Find(snapshot, row.value_or(""));
        status = row.has_value() ? seats.status() : store::DamagedRow(key);
        if (!status.ok() || !seats->has_value()) return status.ok();
        const ItemWork::Kind kind = (*seats)->work().kind();
        goes_on = kind != ItemWork::KIND_OFFER && kind != ItemWork::KIND_ASK_AGAIN;
        return !goes_on;
      }));
  RETURN_IF_ERROR(status);
  return goes_on;
}

}  // namespace jiedui::scheduler
