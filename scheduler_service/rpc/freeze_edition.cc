// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/freeze_edition.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/civil_date.h"
#include "common/base/digest.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/edition.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/pieces.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/rpc/directory_state.h"
#include "scheduler_service/rpc/report_question.h"
#include "scheduler_service/store/editions.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/frozen_rows.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::util::MessageDifferencer;
using storage::v1::FrozenPeriodsRecord;
using store::Transaction;
using v1::Edition;

constexpr absl::Duration kRetryAfter = absl::Seconds(1);

// A report that was counted, and what the guard said then.
struct Counted {
  uint64_t revision = 0;
  v1::Pairing pairing;
  DateRange days;  // that are frozen
  FrozenPeriodsRecord frozen;
  v1::Report head;
  storage::v1::EditionContents contents;
};

class Freezing {
 public:
  Freezing(const ServiceParts& parts, store::Store& store, const v1::FreezeEditionRequest& request,
           const rpc::CallInfo& call)
      : parts_(parts),
        store_(store),
        request_(request),
        call_(call),
        name_(NewName(request.parent() + "/editions/", request.edition_id(), "e", parts.clock)) {}

  absl::StatusOr<Edition> Run() {
    RETURN_IF_ERROR(ParseDays());
    ASSIGN_OR_RETURN(Counted counted, Count());
    FrozenPeriodsRecord frozen = counted.frozen;
    RETURN_IF_ERROR(Freeze(frozen, counted.days));
    if (request_.validate_only()) return Preview(std::move(counted), std::move(frozen));
    // A name that is taken is that of the first answer to a request that is repeated, or is refused when it is stored.
    ASSIGN_OR_RETURN(const bool is_taken, IsTaken());
    if (is_taken) return StoreCounted(std::move(counted));
    ASSIGN_OR_RETURN(const store::Committed named, NamePeriod(counted.days));
    // Nothing came between: what was counted is what is frozen.
    const bool is_next = named.changed && named.revision == counted.revision + 1;
    if (is_next) counted.frozen = std::move(frozen);
    if (named.changed && !is_next) {
      ASSIGN_OR_RETURN(counted, Count());
    }
    return StoreCounted(std::move(counted));
  }

 private:
  absl::Status ParseDays() {
    ASSIGN_OR_RETURN(question_, ParseQuestion(request_.parent(), PeriodFieldsOf(request_)));
    const std::string today = FormatDate(ShanghaiDay(parts_.clock.Now()));
    if (question_.as_of <= today) return absl::OkStatus();
    return InvalidField(request_.as_of().empty() ? "year" : "as_of",
                        absl::StrCat("ends on ", question_.as_of, ", after today, ", today));
  }

  absl::StatusOr<Counted> Count() const {
    const std::unique_ptr<store::Snapshot> snapshot = store_.NewSnapshot(store::ReadTier::kDisk);
    Counted counted{.revision = snapshot->revision()};
    ASSIGN_OR_RETURN(counted.pairing, RequirePairing(parts_.tables, *snapshot, request_.parent()));
    RETURN_IF_ERROR(CheckPeriod(question_, counted.pairing));
    counted.days = FrozenDays(PeriodOf(question_, counted.pairing), counted.pairing);
    if (counted.days.first > counted.days.last)
      return InvalidField("as_of", absl::StrCat("is before the pairing's first day ", counted.pairing.start_date()));
    ASSIGN_OR_RETURN(const bool work_goes_on, WorkGoesOn(parts_.tables, *snapshot, request_.parent()));
    if (work_goes_on)
      return Overloaded("OVERLOADED",
                        absl::StrCat("people of a course or posting of ", request_.parent(),
                                     " are still being moved, ended or cancelled"),
                        kRetryAfter);
    ASSIGN_OR_RETURN(counted.frozen, LoadFrozen(parts_.tables, *snapshot, request_.parent()));
    ASSIGN_OR_RETURN(PairingCount count, CountPairing(parts_.tables, *snapshot, question_));
    for (v1::Figure& figure : count.figures) *counted.contents.add_figures() = std::move(figure);
    *counted.contents.mutable_rows() = std::move(count.rows);
    const store::StoreInfo info = store_.Info();
    ASSIGN_OR_RETURN(counted.head,
                     HeadOfReport(parts_, question_, counted.pairing,
                                  {.snapshot = *snapshot, .store = info, .call = call_, .now = parts_.clock.Now()}));
    return counted;
  }

  absl::StatusOr<bool> IsTaken() const {
    const std::unique_ptr<store::Snapshot> snapshot = store_.NewSnapshot(store::ReadTier::kDisk);
    ASSIGN_OR_RETURN(const auto there, parts_.tables.editions.FindBytes(*snapshot, MemberKey(name_)));
    return there.has_value();
  }

  // `step` tells the two commands of one call apart: each is answered once for a request_id.
  store::Command NewCommand(absl::string_view step) const {
    store::Command command{.method = call_.method, .actor = call_.actor, .deadline = call_.deadline};
    if (request_.request_id().empty()) return command;
    command.request_id = absl::StrCat(request_.request_id(), step);
    command.fingerprint = Sha256({call_.method, absl::string_view("\0", 1), request_.SerializeAsString()});
    return command;
  }

  // First commit: from here on changes inside are refused.
  absl::StatusOr<store::Committed> NamePeriod(const DateRange& days) const {
    store::Command command = NewCommand("/period");
    command.decide = [this, days](Transaction& txn) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(FrozenPeriodsRecord frozen, LoadFrozen(parts_.tables, txn, request_.parent()));
      RETURN_IF_ERROR(Freeze(frozen, days));
      RETURN_IF_ERROR(parts_.tables.frozen.Put(txn, frozen));
      return std::string();
    };
    return store::MutateAndWait(store_, std::move(command));
  }

  Edition DraftOf(const Counted& counted) const {
    Edition edition;
    edition.set_name(name_);
    edition.set_reason(request_.reason());
    *edition.mutable_report() = counted.head;
    return edition;
  }

  // Second commit. The answer that is kept has no figures: they may be more than an answer may hold.
  absl::StatusOr<Edition> StoreCounted(Counted counted) const {
    for (int count = 1;; ++count) {
      const absl::StatusOr<store::Committed> stored = TryStore(counted);
      if (stored.ok()) return Answer(*stored);
      if (!absl::IsAborted(stored.status())) return stored.status();
      if (count == kCountsMax)
        return Overloaded("OVERLOADED", "corrections come faster than the report is counted", kRetryAfter);
      ASSIGN_OR_RETURN(counted, Count());
    }
  }

  absl::StatusOr<store::Committed> TryStore(const Counted& counted) const {
    const std::vector<std::string> pieces = PiecesOf(counted.contents);
    store::Command command = NewCommand("");
    for (const std::string& piece : pieces) command.bytes += piece.size();
    command.decide = [&](Transaction& txn) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(FrozenPeriodsRecord frozen, LoadFrozen(parts_.tables, txn, request_.parent()));
      if (!MessageDifferencer::Equals(frozen, counted.frozen)) return absl::AbortedError("count again");
      RETURN_IF_ERROR(Freeze(frozen, counted.days));  // other days than before, where the pairing begins on another
      const Edition edition = NewEdition(DraftOf(counted), counted.contents.rows(), counted.days, frozen, StampOf(txn));
      RETURN_IF_ERROR(PutNewEdition(parts_.tables, txn, edition, pieces));
      RETURN_IF_ERROR(parts_.tables.frozen.Put(txn, frozen));
      return edition.SerializeAsString();
    };
    return store::MutateAndWait(store_, std::move(command));
  }

  absl::StatusOr<Edition> Answer(const store::Committed& stored) const {
    Edition edition;
    if (!edition.ParseFromString(stored.answer)) return absl::InternalError("the answer of our own commit");
    return WholeEdition(parts_.tables, *store_.NewSnapshot(store::ReadTier::kDisk), edition.name());
  }

  absl::StatusOr<Edition> Preview(Counted counted, FrozenPeriodsRecord frozen) const {
    ASSIGN_OR_RETURN(const bool is_taken, IsTaken());
    if (is_taken) return ResourceExists("ID_TAKEN", kEditionType, name_, absl::StrCat(name_, " exists already"));
    const Stamp stamp{.now = parts_.clock.Now(), .revision = 0, .actor = call_.actor};
    Edition edition = NewEdition(DraftOf(counted), counted.contents.rows(), counted.days, frozen, stamp);
    edition.mutable_report()->mutable_figures()->Swap(counted.contents.mutable_figures());
    return edition;
  }

  const ServiceParts& parts_;
  store::Store& store_;
  const v1::FreezeEditionRequest& request_;
  const rpc::CallInfo& call_;
  const std::string name_;
  ReportQuestion question_;
};

}  // namespace

absl::StatusOr<Edition> FreezeEdition(const ServiceParts& parts, store::Store& store,
                                      const v1::FreezeEditionRequest& request, const rpc::CallInfo& call) {
  return Freezing(parts, store, request, call).Run();
}

ReportQuestion QuestionOf(const v1::Report& report) {
  return {.pairing = report.pairing(), .since = report.since(), .as_of = report.as_of()};
}

absl::StatusOr<v1::Report> HeadOfReport(const ServiceParts& parts, const ReportQuestion& question,
                                        const v1::Pairing& pairing, const rpc::ReadContext& context) {
  const DateRange period = PeriodOf(question, pairing);
  v1::Report report;
  report.set_pairing(pairing.name());
  report.set_pairing_display_name(pairing.display_name());
  report.set_since(period.first);
  report.set_as_of(period.last);
  report.set_revision(context.snapshot.revision());
  report.set_pairings(1);
  ASSIGN_OR_RETURN(*report.mutable_directory(), StateOfDirectory(parts, context));
  return report;
}

}  // namespace jiedui::scheduler
