// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/compare_editions.h"

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "scheduler_service/domain/edition.h"
#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/rpc/freeze_edition.h"
#include "scheduler_service/store/editions.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/require_pairing.h"
#include "scheduler_service/store/row_description.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::Timestamp;
using rpc::ReadContext;
using v1::Correction;

auto InOrder(const Timestamp& time) { return std::tuple(time.seconds(), time.nanos()); }

// One side of the comparison.
struct Side {
  v1::Report report;
  storage::v1::EditionContents contents;
  std::optional<Timestamp> create_time;  // nullopt = it is the figures as they are now
};

class Comparing {
 public:
  Comparing(const ServiceParts& parts, const ReadContext& context) : parts_(parts), context_(context) {}

  absl::StatusOr<v1::CompareEditionsResponse> Run(const v1::CompareEditionsRequest& request) {
    if (!request.after().empty() && ParentName(request.before()) != ParentName(request.after()))
      return InvalidField("after", "must be of the pairing of before");
    ASSIGN_OR_RETURN(const Side before, EditionSide(request.before()));
    ASSIGN_OR_RETURN(const Side after,
                     request.after().empty() ? LiveSide(before.report) : EditionSide(request.after()));
    RETURN_IF_ERROR(CheckSamePeriod(before, after));
    RETURN_IF_ERROR(ReadCorrections(ParentName(request.before()), before, after));
    v1::CompareEditionsResponse response;
    for (v1::FigureChange& change : FigureChanges(before.contents, after.contents))
      *response.add_figures() = std::move(change);
    const std::vector<RowDifference> rows = RowDifferences(before.contents.rows(), after.contents.rows());
    response.set_rows_total(static_cast<int64_t>(rows.size()));
    for (const RowDifference& row : rows) {
      if (response.rows_size() == kDifferencesListedMax) break;
      ASSIGN_OR_RETURN(*response.add_rows(), Explain(row));
    }
    return response;
  }

 private:
  absl::StatusOr<Side> EditionSide(const std::string& name) const {
    ASSIGN_OR_RETURN(storage::v1::EditionRecord record, LoadEdition(parts_.tables, context_.snapshot, name));
    Side side;
    ASSIGN_OR_RETURN(side.contents, LoadContents(parts_.tables, context_.snapshot, record));
    side.report = std::move(*record.mutable_edition()->mutable_report());
    side.create_time = record.edition().create_time();
    return side;
  }

  absl::StatusOr<Side> LiveSide(const v1::Report& report) const {
    Side side{.report = report};
    ASSIGN_OR_RETURN(PairingCount count, CountPairing(parts_.tables, context_.snapshot, QuestionOf(report)));
    for (v1::Figure& figure : count.figures) *side.contents.add_figures() = std::move(figure);
    *side.contents.mutable_rows() = std::move(count.rows);
    return side;
  }

  absl::Status CheckSamePeriod(const Side& before, const Side& after) const {
    ASSIGN_OR_RETURN(const v1::Pairing pairing,
                     RequirePairing(parts_.tables, context_.snapshot, before.report.pairing()));
    const auto days = [&](const Side& side) { return FrozenDays({side.report.since(), side.report.as_of()}, pairing); };
    if (days(before).first == days(after).first && days(before).last == days(after).last) return absl::OkStatus();
    return InvalidField("after",
                        absl::StrCat("is of ", ToString(days(after)), "; must be of ", ToString(days(before))));
  }

  // Those made after the older side and not after the newer one, by what they changed; of several, the last.
  absl::Status ReadCorrections(absl::string_view pairing, const Side& before, const Side& after) {
    absl::Status status;
    const std::string members = absl::StrCat(kCorrectionPrefix, PairingKey(pairing), "/");
    RETURN_IF_ERROR(context_.snapshot.Scan(
        store::Family::kRows, store::PrefixRange(members), [&](absl::string_view key, absl::string_view value) {
          auto record = parts_.tables.corrections.Decode(key.substr(kCorrectionPrefix.size()), value);
          status = record.status();
          if (status.ok()) Keep(record->correction(), before, after);
          return status.ok();
        }));
    return status;
  }

  void Keep(const Correction& correction, const Side& before, const Side& after) {
    if (correction.state() != Correction::STATE_APPROVED) return;
    const auto made = InOrder(correction.decide_time());
    if (made < InOrder(*before.create_time)) return;
    if (after.create_time.has_value() && made > InOrder(*after.create_time)) return;
    for (const v1::CorrectionChange& change : correction.changes()) {
      Correction& last = corrections_[change.assignment()];
      if (last.name().empty() || InOrder(last.decide_time()) <= made) last = correction;
    }
  }

  absl::StatusOr<v1::EditionDifference> Explain(const RowDifference& row) const {
    v1::EditionDifference difference;
    difference.set_figure(row.figure);
    difference.set_added(row.added);
    ASSIGN_OR_RETURN(*difference.mutable_row(), DescribeRow(parts_.tables, context_.snapshot, row.row));
    const auto made = corrections_.find(row.row);
    if (made == corrections_.end()) return difference;
    const Correction& correction = made->second;
    difference.set_correction(correction.name());
    difference.set_requester(correction.requester());
    difference.set_approver(correction.approver());
    *difference.mutable_approve_time() = correction.decide_time();
    difference.set_reason(correction.reason());
    return difference;
  }

  const ServiceParts& parts_;
  const ReadContext& context_;
  absl::flat_hash_map<std::string, Correction> corrections_;  // by assignment
};

}  // namespace

absl::StatusOr<v1::CompareEditionsResponse> CompareEditions(const ServiceParts& parts,
                                                            const v1::CompareEditionsRequest& request,
                                                            const ReadContext& context) {
  return Comparing(parts, context).Run(request);
}

}  // namespace jiedui::scheduler
