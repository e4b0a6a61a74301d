// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/contributor_rows.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/outcomes.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using v1::Contributor;

class RowTeller {
 public:
  RowTeller(const Tables& tables, const store::Snapshot& snapshot) : tables_(tables), snapshot_(snapshot) {}

  absl::Status Tell(RowKind kind, Contributor& row) const {
    switch (kind) {
      case RowKind::kStay:
      case RowKind::kTraining:
        return TellAssignment(row);
      case RowKind::kCourse:
        return TellCourse(row);
      case RowKind::kOrganizationPair:
        return TellOrganizationPair(row);
      case RowKind::kOrganization:
        return TellOrganization(row);
      case RowKind::kOutcome:
        return TellOutcome(row);
      case RowKind::kDemand:
        return TellDemand(row);
    }
    return absl::OkStatus();
  }

 private:
  absl::Status TellAssignment(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record, tables_.assignments.Find(snapshot_, MemberKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    const v1::Assignment& assignment = record->assignment();
    row.set_person(assignment.person());
    row.set_display_name(assignment.person_display_name());
    row.set_state(v1::Assignment::State_Name(assignment.state()));
    if (assignment.has_certificate()) row.add_evidence(assignment.certificate().number());
    return SetOrganization(assignment.organization(), assignment.start_date(), row);
  }

  absl::Status TellCourse(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record, tables_.courses.Find(snapshot_, MemberKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    const v1::Course& course = record->course();
    row.set_display_name(course.display_name());
    row.set_state(v1::Course::State_Name(course.state()));
    if (!course.document_number().empty()) row.add_evidence(course.document_number());
    return absl::OkStatus();
  }

  absl::Status TellOrganizationPair(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record,
                     tables_.organization_pairs.Find(snapshot_, OrganizationPairKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    const registry::v1::OrganizationPair& pair = record->organization_pair();
    RETURN_IF_ERROR(SetOrganization(pair.east_organization(), pair.sign_date(), row));
    const std::string east = row.organization_display_name();
    RETURN_IF_ERROR(SetOrganization(pair.west_organization(), pair.sign_date(), row));
    row.set_display_name(absl::StrCat(east, " — ", row.organization_display_name()));
    return absl::OkStatus();
  }

  absl::Status TellOrganization(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record, tables_.organizations.Find(snapshot_, OrganizationKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    row.set_display_name(record->organization().display_name());
    if (record->organization().founder().empty()) return absl::OkStatus();
    return SetOrganization(record->organization().founder(), row.date(), row);
  }

  absl::Status TellOutcome(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record, tables_.outcomes.Find(snapshot_, MemberKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    const v1::Outcome& outcome = record->outcome();
    row.set_person(outcome.person());
    row.set_item(outcome.course());
    row.mutable_evidence()->CopyFrom(outcome.evidence());
    ASSIGN_OR_RETURN(*row.mutable_display_name(), NameToTell(tables_, snapshot_, outcome));
    return absl::OkStatus();
  }

  absl::Status TellDemand(Contributor& row) const {
    ASSIGN_OR_RETURN(const auto record, tables_.demands.Find(snapshot_, MemberKey(row.resource())));
    if (!record.has_value()) return absl::OkStatus();
    row.set_display_name(record->demand().display_name());
    row.set_state(v1::Demand::State_Name(record->demand().state()));
    return SetOrganization(record->demand().host_organization(), record->demand().start_date(), row);
  }

  absl::Status SetOrganization(const std::string& name, const std::string& day, Contributor& row) const {
    row.set_organization(name);
    if (name.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto found, FindOrganizationOn(tables_, snapshot_, name, day));
    row.set_organization_display_name(found == nullptr ? std::string() : found->organization().display_name());
    return absl::OkStatus();
  }

  const Tables& tables_;
  const store::Snapshot& snapshot_;
};

std::string DetailOf(const Contribution& one, FigureId figure) {
  switch (one.reason) {
    case v1::NOT_COUNTED_REASON_SHORT_STAY:
      return absl::StrCat("在岗 ", one.number, " 天,不足规定天数");
    case v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD:
      return SpecOf(figure).over == v1::OPERATOR_ON_DAY ? "当日不在岗" : "不在统计期内";
    case v1::NOT_COUNTED_REASON_CLOSED:
      return one.number == 0 ? "当日已不存在" : absl::StrCat("已于 ", FromDayNumber(one.number), " 关闭");
    case v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED:
      if (figure != FigureId::kShopsOpenSixMonths) return "";
      return absl::StrCat("到 ", FromDayNumber(one.number), " 才满6个月");
    case v1::NOT_COUNTED_REASON_UNSPECIFIED:
      return figure == FigureId::kUnmetDemand ? absl::StrCat("第 ", one.number, " 个未满足岗位") : "";
    default:
      return "";
  }
}

// Rows of a pairing say it in their names.
std::string PairingOf(absl::string_view row, const std::string& asked) {
  if (!absl::StartsWith(row, "pairings/")) return asked == kAllPairings ? "" : asked;
  return std::string(row.substr(0, row.find('/', row.find('/') + 1)));
}

}  // namespace

absl::StatusOr<v1::Contributor> ContributorAt(const Tables& tables, const store::Snapshot& snapshot,
                                              const ContributorList& list, int64_t place, const std::string& pairing) {
  const Contribution& one = list[place];
  const PartInfo& part = list.Part(one);
  Contributor row;
  row.set_resource(std::string(list.RowName(one)));
  row.set_pairing(PairingOf(row.resource(), pairing));
  row.set_item(std::string(list.PartName(one)));
  row.set_item_display_name(part.display_name);
  if (!part.document_number.empty()) row.add_evidence(part.document_number);
  row.set_date(FromDayNumber(one.day));
  row.set_not_counted(one.reason);
  row.set_counted_by(std::string(list.CountedBy(one)));
  row.set_detail(DetailOf(one, list.figure()));
  for (const FigureSpec& spec : FigureSpecs())
    if ((list.AlsoOf(one) & MaskOf(spec.id)) != 0) row.add_also(std::string(spec.code));
  RETURN_IF_ERROR(RowTeller(tables, snapshot).Tell(SpecOf(list.figure()).rows, row));
  return row;
}

}  // namespace jiedui::scheduler
