// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/rejections.h"

namespace jiedui::demo {
namespace {

// The reasons of each course, in the order of its rejected numbers: 5 without licence, 2 too old, 3 trained already
// this year, 2 with incomplete papers.
constexpr Rejection kClinical[] = {Rejection::kNoLicence, Rejection::kNoLicence, Rejection::kNoLicence,
                                   Rejection::kTooOld};
constexpr Rejection kMaternalChildHealth[] = {Rejection::kNoLicence, Rejection::kNoLicence,
                                              Rejection::kTrainedThisYear};
constexpr Rejection kTcmRehabilitation[] = {Rejection::kTooOld, Rejection::kTrainedThisYear,
                                            Rejection::kPapersIncomplete};
constexpr Rejection kSecretarial[] = {Rejection::kTrainedThisYear, Rejection::kPapersIncomplete};

absl::Span<const Rejection> ReasonsOf(scheduler::v1::Track track) {
  switch (track) {
    case scheduler::v1::TRACK_CLINICAL:
      return kClinical;
    case scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH:
      return kMaternalChildHealth;
    case scheduler::v1::TRACK_TCM_REHABILITATION:
      return kTcmRehabilitation;
    default:
      return kSecretarial;
  }
}

}  // namespace

Rejection RejectionOf(const TalentPlan& plan, int number) {
  if (FateOf(plan, number) != Fate::kRejected) return Rejection::kNone;
  const int confirmed = plan.nominated - plan.rejected;
  return ReasonsOf(plan.track)[static_cast<size_t>(number - confirmed - 1)];
}

absl::string_view RejectionReason(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNone:
      return "";
    case Rejection::kNoLicence:
      return "无执业证";
    case Rejection::kTooOld:
      return "超龄";
    case Rejection::kTrainedThisYear:
      return "年内已参训";
    case Rejection::kPapersIncomplete:
      return "材料不全";
  }
  return "";
}

}  // namespace jiedui::demo
