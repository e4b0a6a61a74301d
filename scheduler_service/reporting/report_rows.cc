// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report_rows.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/reporting/count_outcomes.h"
#include "scheduler_service/reporting/count_stays.h"
#include "scheduler_service/reporting/count_training.h"
#include "scheduler_service/reporting/wire_fields.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Organization;

// Calls `visit`, which answers a Status, with the key and bytes of each row of the table whose key begins with `keys`.
template <typename Record, typename Visit>
absl::Status VisitBytes(const store::Snapshot& snapshot, const store::Table<Record>& table, absl::string_view keys,
                        Visit visit) {
  absl::Status status;
  RETURN_IF_ERROR(snapshot.Scan(store::Family::kRows, store::PrefixRange(table.RowKey(keys)),
                                [&](absl::string_view key, absl::string_view value) {
                                  status = visit(key.substr(table.prefix().size()), value);
                                  return status.ok();
                                }));
  return status;
}

// The same with each record.
template <typename Record, typename Visit>
absl::Status VisitRecords(const store::Snapshot& snapshot, const store::Table<Record>& table, absl::string_view keys,
                          Visit visit) {
  return VisitBytes(snapshot, table, keys, [&](absl::string_view key, absl::string_view value) -> absl::Status {
    ASSIGN_OR_RETURN(Record record, table.Decode(key, value));
    return visit(record);
  });
}

std::string MemberKeys(absl::string_view pairing) { return absl::StrCat(PairingKey(pairing), "/"); }

class RowCounter {
 public:
  RowCounter(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing, const Counting& counting)
      : tables_(tables),
        snapshot_(snapshot),
        members_(MemberKeys(pairing)),
        counting_(counting),
        training_(counting),
        stays_(counting) {}

  absl::Status CountItems() {
    RETURN_IF_ERROR(VisitRecords(snapshot_, tables_.courses, members_, [this](const auto& record) {
      training_.Add(record.course());
      return absl::OkStatus();
    }));
    return VisitRecords(snapshot_, tables_.postings, members_, [this](const auto& record) {
      stays_.Add(record.posting());
      return absl::OkStatus();
    });
  }

  absl::Status CountAssignments() {
    int64_t rows = 0;
    RETURN_IF_ERROR(VisitBytes(
        snapshot_, tables_.assignments, members_, [&](absl::string_view key, absl::string_view row) -> absl::Status {
          if (++rows > kReportRowsMax)
            return LimitExceeded("report", absl::StrCat("at most ", kReportRowsMax, " assignments of a pairing"));
          const std::optional<AssignmentView> assignment = ViewAssignment(row);
          if (!assignment.has_value()) return store::DamagedRow(tables_.assignments.RowKey(key));
          // One whose item is not there counts nowhere.
          if (!training_.Add(*assignment)) stays_.Add(*assignment);
          return absl::OkStatus();
        }));
    stays_.Finish();
    return absl::OkStatus();
  }

  absl::Status CountTheRest() {
    RETURN_IF_ERROR(VisitRecords(snapshot_, tables_.outcomes, members_, [this](const auto& record) {
      CountOutcome(counting_, record.outcome(), training_.ecommerce_trainees());
      return absl::OkStatus();
    }));
    return VisitRecords(snapshot_, tables_.demands, members_, [this](const auto& record) {
      CountDemand(counting_, record.demand());
      return absl::OkStatus();
    });
  }

 private:
  const Tables& tables_;
  const store::Snapshot& snapshot_;
  const std::string members_;
  const Counting& counting_;
  TrainingCounter training_;
  StayCounter stays_;
};

// Most organisations are no training bases, which shows without parsing them. True also of damaged bytes, for whoever
// parses them to say so.
bool IsTrainingBase(absl::string_view record) {
  WireFields outer(record);
  while (outer.Next()) {
    if (outer.number() != storage::v1::DirectoryOrganizationRecord::kOrganizationFieldNumber) continue;
    WireFields fields(outer.bytes());
    while (fields.Next())
      if (fields.number() == Organization::kKindFieldNumber) return fields.value() == Organization::KIND_TRAINING_BASE;
    if (fields.damaged()) return true;
  }
  return outer.damaged();
}

absl::StatusOr<Organization> FindOrganization(const Tables& tables, const store::Snapshot& snapshot,
                                              absl::string_view name) {
  ASSIGN_OR_RETURN(auto record, tables.organizations.Find(snapshot, OrganizationKey(name)));
  return record.has_value() ? std::move(*record->mutable_organization()) : Organization();
}

}  // namespace

absl::Status CountRows(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing,
                       const Counting& counting) {
  RowCounter counter(tables, snapshot, pairing, counting);
  RETURN_IF_ERROR(counter.CountItems());
  RETURN_IF_ERROR(counter.CountAssignments());
  return counter.CountTheRest();
}

absl::StatusOr<OrganizationRows> ReadOrganizationRows(const Tables& tables, const store::Snapshot& snapshot) {
  OrganizationRows rows;
  RETURN_IF_ERROR(VisitRecords(snapshot, tables.organization_pairs, "", [&](auto& record) -> absl::Status {
    PairedOrganizations& paired = rows.pairs.emplace_back();
    paired.pair = std::move(*record.mutable_organization_pair());
    ASSIGN_OR_RETURN(paired.east, FindOrganization(tables, snapshot, paired.pair.east_organization()));
    ASSIGN_OR_RETURN(paired.west, FindOrganization(tables, snapshot, paired.pair.west_organization()));
    return absl::OkStatus();
  }));
  RETURN_IF_ERROR(
      VisitBytes(snapshot, tables.organizations, "", [&](absl::string_view key, absl::string_view row) -> absl::Status {
        if (!IsTrainingBase(row)) return absl::OkStatus();
        ASSIGN_OR_RETURN(auto record, tables.organizations.Decode(key, row));
        rows.bases.push_back(std::move(*record.mutable_organization()));
        return absl::OkStatus();
      }));
  return rows;
}

absl::StatusOr<std::vector<v1::Pairing>> ReadPairings(const Tables& tables, const store::Snapshot& snapshot) {
  std::vector<v1::Pairing> pairings;
  RETURN_IF_ERROR(VisitRecords(snapshot, tables.pairings, "", [&](auto& record) {
    pairings.push_back(std::move(*record.mutable_pairing()));
    return absl::OkStatus();
  }));
  return pairings;
}

absl::StatusOr<std::vector<v1::Agreement>> ReadAgreements(const Tables& tables, const store::Snapshot& snapshot,
                                                          absl::string_view pairing) {
  std::vector<v1::Agreement> agreements;
  RETURN_IF_ERROR(VisitRecords(snapshot, tables.agreements, MemberKeys(pairing), [&](auto& record) {
    agreements.push_back(std::move(*record.mutable_agreement()));
    return absl::OkStatus();
  }));
  return agreements;
}

absl::StatusOr<std::vector<v1::ManualFigure>> ReadManualFigures(const Tables& tables, const store::Snapshot& snapshot,
                                                                absl::string_view pairing) {
  std::vector<v1::ManualFigure> figures;
  RETURN_IF_ERROR(VisitRecords(snapshot, tables.manual_figures, MemberKeys(pairing), [&](auto& record) {
    figures.push_back(std::move(*record.mutable_manual_figure()));
    return absl::OkStatus();
  }));
  return figures;
}

}  // namespace jiedui::scheduler
