// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_certificates.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/certificate.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::CertificateCounterRecord;

class CertificatesStep final : public VerifyStep {
 public:
  explicit CertificatesStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "CERTIFICATES"; }

  // A year that is begun is looked at whole before the next one, a part a step.
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    if (next_ > year_.last()) return NextYear(report);
    for (int64_t rows = 0; rows < kVerifyRowsPerStep && next_ <= year_.last(); ++rows, ++next_) {
      const std::string number = CertificateNumber(year_.pairing(), year_.year(), next_);
      ASSIGN_OR_RETURN(const int holders, HoldersOf(number));
      report.CountRows(1);
      if (holders != 1)
        report.Add(5, {absl::StrCat(year_.pairing(), ": certificate ", number),
                       absl::StrCat(holders, " assignments with this number"), "one"});
    }
    return false;
  }

 private:
  // True: there is none.
  absl::StatusOr<bool> NextYear(VerifyReport& report) {
    bool found = false;
    absl::Status status;
    const auto& table = verified_.tables.certificates;
    RETURN_IF_ERROR(
        verified_.snapshot.Scan(store::Family::kRows, rest_, [&](absl::string_view key, absl::string_view value) {
          rest_.first = absl::StrCat(key, absl::string_view("\0", 1));
          auto record = table.Decode(key.substr(table.prefix().size()), value);
          status = record.ok() ? absl::OkStatus() : report.AddDamage(record.status());
          found = record.ok();
          if (found) year_ = *std::move(record);
          return status.ok() && !found;
        }));
    RETURN_IF_ERROR(status);
    next_ = 1;
    if (!found) year_.Clear();
    return !found;
  }

  absl::StatusOr<int> HoldersOf(absl::string_view number) const {
    int holders = 0;
    RETURN_IF_ERROR(verified_.snapshot.Scan(store::Family::kIndex,
                                            store::IndexRange(kAssignmentCertificatePrefix, number),
                                            [&](absl::string_view, absl::string_view) {
                                              ++holders;
                                              return true;
                                            }));
    return holders;
  }

  const Verified verified_;
  store::KeyRange rest_ = store::PrefixRange(kCertificatesPrefix);
  CertificateCounterRecord year_;  // the one begun; its numbers below `next_` are done
  int64_t next_ = 1;
};

// Every number was counted.
class NumbersStep final : public VerifyStep {
 public:
  explicit NumbersStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "CERTIFICATE_NUMBERS"; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, store::Family::kIndex, rest_, report,
                    [&](absl::string_view key, absl::string_view) { return Visit(key, report); });
  }

 private:
  absl::Status Visit(absl::string_view index_key, VerifyReport& report) const {
    const auto key = store::KeyOfIndexRow(kAssignmentCertificatePrefix, index_key);
    if (!key.has_value()) return absl::OkStatus();  // the check of the indexes tells
    ASSIGN_OR_RETURN(const auto record, verified_.tables.assignments.Find(verified_.snapshot, *key));
    if (!record.has_value()) return absl::OkStatus();  // as above
    const std::string& name = record->assignment().name();
    const std::string& number = record->assignment().certificate().number();
    const absl::string_view pairing = ParentName(name);
    int year = 0;
    int64_t count = 0;
    ASSIGN_OR_RETURN(const int64_t last, LastOf(pairing, number, year, count));
    if (count < 1 || count > last || CertificateNumber(pairing, year, count) != number)
      report.Add(5, {absl::StrCat(name, ": certificate ", number), "a number that was not counted",
                     absl::StrCat("one of the ", last, " that were")});
    return absl::OkStatus();
  }

  // Reads year and count from the number: the two parts at its end. Answers the last one counted, 0 = none was.
  absl::StatusOr<int64_t> LastOf(absl::string_view pairing, absl::string_view number, int& year, int64_t& count) const {
    const std::vector<absl::string_view> parts = absl::StrSplit(number, '-');
    if (parts.size() < 3 || !absl::SimpleAtoi(parts[parts.size() - 2], &year) ||
        !absl::SimpleAtoi(parts.back(), &count))
      return 0;
    ASSIGN_OR_RETURN(const auto counter,
                     verified_.tables.certificates.Find(verified_.snapshot, CertificatesKey(pairing, year)));
    return counter.has_value() ? counter->last() : 0;
  }

  const Verified verified_;
  store::KeyRange rest_ = store::PrefixRange(kAssignmentCertificatePrefix);
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyCertificateNumbers(const Verified& verified) {
  return std::make_unique<NumbersStep>(verified);
}

std::unique_ptr<VerifyStep> VerifyCertificates(const Verified& verified) {
  return std::make_unique<CertificatesStep>(verified);
}

}  // namespace jiedui::scheduler
