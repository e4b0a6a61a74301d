// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_certificates.h"

#include <string>

#include "absl/strings/str_cat.h"
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
      if (holders != 1) Report(number, absl::StrCat(holders, " assignments with this number"), "one", report);
    }
    if (next_ <= year_.last()) return false;
    const std::string beyond = CertificateNumber(year_.pairing(), year_.year(), next_);
    ASSIGN_OR_RETURN(const int holders, HoldersOf(beyond));
    if (holders > 0)
      Report(beyond, "a certificate with this number", absl::StrCat("none beyond ", year_.last()), report);
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

  void Report(const std::string& number, std::string found, std::string required, VerifyReport& report) const {
    report.Add(5, {absl::StrCat(year_.pairing(), ": certificate ", number), std::move(found), std::move(required)});
  }

  const Verified verified_;
  store::KeyRange rest_ = store::PrefixRange(kCertificatesPrefix);
  CertificateCounterRecord year_;  // the one begun; its numbers below `next_` are done
  int64_t next_ = 1;
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyCertificates(const Verified& verified) {
  return std::make_unique<CertificatesStep>(verified);
}

}  // namespace jiedui::scheduler
