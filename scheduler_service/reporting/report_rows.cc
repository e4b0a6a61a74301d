// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report_rows.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

class RowVisitor {
 public:
  explicit RowVisitor(const store::Snapshot& snapshot) : snapshot_(snapshot) {}

  // Calls `visit`, which returns a Status, with each record of the table whose key begins with `keys`.
  template <typename Record, typename Visitor>
  absl::Status Visit(const store::Table<Record>& table, absl::string_view keys, Visitor visit) {
    absl::Status status;
    RETURN_IF_ERROR(snapshot_.Scan(store::Family::kRows, store::PrefixRange(table.RowKey(keys)),
                                   [&](absl::string_view key, absl::string_view value) {
                                     status = VisitOne(table, key, value, visit);
                                     return status.ok();
                                   }));
    return status;
  }

 private:
  template <typename Record, typename Visitor>
  absl::Status VisitOne(const store::Table<Record>& table, absl::string_view key, absl::string_view value,
                        Visitor& visit) {
    if (++rows_ > kReportRowsMax)
      return LimitExceeded("report", absl::StrCat("at most ", kReportRowsMax, " rows are read for one"));
    ASSIGN_OR_RETURN(const Record record, table.Decode(key.substr(table.prefix().size()), value));
    return visit(record);
  }

  const store::Snapshot& snapshot_;
  int64_t rows_ = 0;
};

// An organisation that the directory does not have lies nowhere.
absl::StatusOr<registry::v1::Organization> FindOrganization(const Tables& tables, const store::Snapshot& snapshot,
                                                            absl::string_view name) {
  ASSIGN_OR_RETURN(const auto record, tables.organizations.Find(snapshot, OrganizationKey(name)));
  return record.has_value() ? record->organization() : registry::v1::Organization();
}

absl::Status AddPair(const Tables& tables, const store::Snapshot& snapshot, const registry::v1::OrganizationPair& pair,
                     ReportCounter& counter) {
  ASSIGN_OR_RETURN(const auto east, FindOrganization(tables, snapshot, pair.east_organization()));
  ASSIGN_OR_RETURN(const auto west, FindOrganization(tables, snapshot, pair.west_organization()));
  counter.Add(pair, east, west);
  return absl::OkStatus();
}

}  // namespace

absl::Status AddRows(const Tables& tables, const store::Snapshot& snapshot, absl::string_view pairing,
                     ReportCounter& counter) {
  const std::string members = absl::StrCat(PairingKey(pairing), "/");
  const auto add = [&counter](const auto& resource) {
    counter.Add(resource);
    return absl::OkStatus();
  };
  RowVisitor rows(snapshot);
  RETURN_IF_ERROR(rows.Visit(tables.courses, members, [&](const auto& record) { return add(record.course()); }));
  RETURN_IF_ERROR(rows.Visit(tables.postings, members, [&](const auto& record) { return add(record.posting()); }));
  RETURN_IF_ERROR(
      rows.Visit(tables.assignments, members, [&](const auto& record) { return add(record.assignment()); }));
  return rows.Visit(tables.organization_pairs, "",
                    [&](const auto& record) { return AddPair(tables, snapshot, record.organization_pair(), counter); });
}

}  // namespace jiedui::scheduler
