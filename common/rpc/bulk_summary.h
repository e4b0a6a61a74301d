// SPDX-License-Identifier: Apache-2.0
// What became of the rows of a bulk call, built into the service's own response by reflection: each service has a
// BulkSummary and a RowOutcome with the same field names (jiedui/registry/v1/bulk.proto).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

inline constexpr size_t kOutcomesListedMax = 10'000;
inline constexpr size_t kOutcomeBytesMax = 3 * 1024 * 1024 - 4096;  // of all outcomes together

// One thread at a time. Rows may be added in any order; the list is in that of the stream.
class BulkSummary {
 public:
  // `response` has a field `summary`. Aborts if its fields are not those of a BulkSummary.
  BulkSummary(const google::protobuf::Message& response, std::string error_domain);
  ~BulkSummary();

  // All rows are listed, not only those refused or with details.
  void ListAllRows() { list_all_rows_ = true; }

  void AddDone(int64_t row, const RowResult& result);
  void AddRefused(int64_t row, const absl::Status& status);

  // The serialised response.
  std::string Build() const;

 private:
  using Message = google::protobuf::Message;
  struct Fields;

  std::unique_ptr<Message> NewOutcome(int64_t row, absl::string_view outcome) const;
  static void AddDetails(absl::string_view details, Message& outcome);
  void List(int64_t row, std::unique_ptr<Message> outcome);

  const Message& response_;
  const std::string error_domain_;
  const std::unique_ptr<const Fields> fields_;
  bool list_all_rows_ = false;
  int64_t created_ = 0;
  int64_t updated_ = 0;
  int64_t unchanged_ = 0;
  int64_t refused_ = 0;
  int64_t fixed_ = 0;
  int64_t warned_ = 0;
  int64_t omitted_ = 0;
  size_t listed_bytes_ = 0;
  std::map<int64_t, std::unique_ptr<Message>> listed_;
};

}  // namespace jiedui::rpc
