// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/manual_figure.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/frozen.h"
#include "scheduler_service/domain/immutable.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::FrozenPeriodsRecord;
using v1::ManualFigure;

constexpr size_t kWholeDigitsMax = 12;
constexpr size_t kDecimalsMax = 4;
constexpr size_t kIdBytes = 8;

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return absl::ascii_isdigit(c); });
}

// "8000", "79.7": digits, then perhaps a point and digits.
bool IsDecimal(absl::string_view value) {
  const size_t point = value.find('.');
  const absl::string_view whole = value.substr(0, point);
  if (!IsDigits(whole) || whole.size() > kWholeDigitsMax) return false;
  if (point == absl::string_view::npos) return true;
  const absl::string_view decimals = value.substr(point + 1);
  return IsDigits(decimals) && decimals.size() <= kDecimalsMax;
}

bool IsCode(absl::string_view code) {
  const auto is_letter_or_digit = [](unsigned char c) { return absl::ascii_isupper(c) || absl::ascii_isdigit(c); };
  if (code.empty() || !absl::ascii_isupper(static_cast<unsigned char>(code.front()))) return false;
  return std::all_of(code.begin(), code.end(),
                     [&](unsigned char c) { return is_letter_or_digit(c) || c == '.' || c == '_'; });
}

}  // namespace

absl::Status CheckManualFigure(const ManualFigure& figure, bool (*is_counted)(absl::string_view code)) {
  std::vector<FieldViolation> violations;
  if (!IsCode(figure.code()))
    violations.push_back({"manual_figure.code", "must begin with a capital and be of A-Z, 0-9, '.' and '_'"});
  if (is_counted(figure.code()))
    violations.push_back({"manual_figure.code", absl::StrCat(figure.code(), " is counted, nobody enters it")});
  if (!IsDecimal(figure.value()))
    violations.push_back(
        {"manual_figure.value", "must be 0 to 999999999999.9999 in decimal notation, e.g. \"8000\" or \"79.7\""});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

std::string NormalizedDecimal(absl::string_view value) {
  while (value.size() > 1 && value[0] == '0' && value[1] != '.') value.remove_prefix(1);
  if (value.find('.') == absl::string_view::npos) return std::string(value);
  while (absl::ConsumeSuffix(&value, "0")) {
  }
  absl::ConsumeSuffix(&value, ".");
  return std::string(value);
}

std::string ManualFigureId(const ManualFigure& figure) {
  return absl::StrCat("figure-", absl::StrReplaceAll(figure.as_of(), {{"-", ""}}), "-",
                      absl::BytesToHexString(Sha256({figure.code()}).substr(0, kIdBytes)));
}

absl::StatusOr<ManualFigure> NewManualFigure(const FrozenPeriodsRecord& frozen, ManualFigure draft,
                                             const Stamp& stamp) {
  draft.set_value(NormalizedDecimal(draft.value()));
  RETURN_IF_ERROR(CheckNotFrozen(frozen, ManualFigure(), draft));
  draft.set_entered_by(stamp.actor);
  MarkCreated(draft, stamp);
  return draft;
}

absl::StatusOr<ManualFigure> ChangedManualFigure(const FrozenPeriodsRecord& frozen, const ManualFigure& before,
                                                 ManualFigure wanted, const Stamp& stamp) {
  RETURN_IF_ERROR(CheckImmutable("manual_figure", before, wanted, {"code", "as_of"}));
  wanted.set_value(NormalizedDecimal(wanted.value()));
  if (google::protobuf::util::MessageDifferencer::Equals(before, wanted)) return before;
  RETURN_IF_ERROR(CheckNotFrozen(frozen, before, wanted));
  wanted.set_entered_by(stamp.actor);
  MarkUpdated(wanted, stamp);
  return wanted;
}

}  // namespace jiedui::scheduler
