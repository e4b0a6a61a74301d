// SPDX-License-Identifier: Apache-2.0
// One page of a List method, the same for every resource: page size, opaque page token bound to its request, AIP-160
// filter, bounded work. Resources are handed on as stored bytes; they are parsed only where a filter asks.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/store/store.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

inline constexpr int kPageSizeDefault = 50;
inline constexpr int kPageSizeMax = 1000;
inline constexpr int kRowsScannedPerPageMax = 20'000;  // then a short page with a token
inline constexpr size_t kPageBytesMax = 3 * 1024 * 1024;

// Which rows a list walks. A row's value is a record whose field 1 is the resource.
struct ListSource {
  store::KeyRange range;      // of row keys; or of index keys, where index_prefix is set
  std::string row_prefix;     // prefix of row keys
  std::string index_prefix;   // set = walk the index and fetch the rows it leads to
  int hidden_by_field = 0;    // resources that have this field set are left out (e.g. delete_time), unless the request
                              // says show_deleted; 0 = none
  int withheld_by_field = 0;  // likewise, whatever the request says (e.g. restrict_time)
};

// What is the same for every page of one list: a digest of the method and the request without its paging fields.
std::string ListDigest(absl::string_view method, const google::protobuf::Message& request);
// 1..kPageSizeMax from the request's page_size. INVALID_ARGUMENT: negative.
absl::StatusOr<int> PageSizeIn(const google::protobuf::Message& request);

// Reads page_size, page_token and filter from `request`; answers a message with repeated resources in field 1 and
// next_page_token in field 2. `resource` is the resource's default instance. INVALID_ARGUMENT: bad filter or token.
absl::StatusOr<Encoded> ListPage(const ReadContext& context, const google::protobuf::Message& request,
                                 const ListSource& source, const google::protobuf::Message& resource);

}  // namespace jiedui::rpc
