// Shapes, indices, and joining.
#include "boundary.h"

#include <ATen/TensorIndexing.h>
#include <ATen/ops/broadcast_tensors.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/meshgrid.h>
#include <ATen/ops/stack.h>

#define VIEW(name) \
    BOUNDARY Handle tensor_##name(Handle self) { return result([&] { return In(self)->name(); }); }

#define SHAPED(name) \
    BOUNDARY Handle tensor_##name(Handle self, Integers sizes) { return result([&] { return In(self)->name(list(sizes)); }); }

VIEW(t)
VIEW(squeeze)
SHAPED(view)
SHAPED(reshape)
SHAPED(permute)
SHAPED(repeat)
SHAPED(flip)
SHAPED(tile)

// One entry of an index expression.
struct Index {
    int64_t kind;  // 0 new axis, 1 ellipsis, 2 single, 3 boolean, 4 slice, 5 tensor
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t present;  // bit 0: start, bit 1: stop, bit 2: step
    Handle tensor;
};

struct Indices {
    const Index* entries;
    int64_t count;
};

namespace {
std::vector<at::indexing::TensorIndex> indices(Indices expression) {
    std::vector<at::indexing::TensorIndex> made;
    made.reserve(expression.count);
    for (int64_t i = 0; i < expression.count; ++i) {
        const Index& entry = expression.entries[i];
        switch (entry.kind) {
            case 0:
                made.emplace_back(at::indexing::None);
                break;
            case 1:
                made.emplace_back(at::indexing::Ellipsis);
                break;
            case 2:
                made.emplace_back(entry.start);
                break;
            case 3:
                made.emplace_back(entry.start != 0);
                break;
            case 4: {
                auto bound = [&](int bit, int64_t value) {
                    return (entry.present & bit) != 0 ? c10::optional<int64_t>(value) : c10::optional<int64_t>();
                };
                made.emplace_back(at::indexing::Slice(bound(1, entry.start), bound(2, entry.stop), bound(4, entry.step)));
                break;
            }
            default:
                made.emplace_back(share(entry.tensor));
                break;
        }
    }
    return made;
}
}  // namespace

BOUNDARY Handle tensor_index(Handle self, Indices entries) {
    return result([&] { return In(self)->index(indices(entries)); });
}

BOUNDARY int32_t tensor_index_put_(Handle self, Indices entries, Handle value) {
    return effect([&] { In(self)->index_put_(indices(entries), *In(value)); });
}

BOUNDARY int32_t tensor_index_put_number_(Handle self, Indices entries, Number value) {
    return effect([&] { In(self)->index_put_(indices(entries), scalar(value)); });
}

BOUNDARY Handle tensor_transpose(Handle self, int64_t first, int64_t second) {
    return result([&] { return In(self)->transpose(first, second); });
}

BOUNDARY Handle tensor_squeeze_dim(Handle self, int64_t dim) {
    return result([&] { return In(self)->squeeze(dim); });
}

BOUNDARY Handle tensor_unsqueeze(Handle self, int64_t dim) {
    return result([&] { return In(self)->unsqueeze(dim); });
}

BOUNDARY Handle tensor_expand(Handle self, Integers sizes, bool is_implicit) {
    return result([&] { return In(self)->expand(list(sizes), is_implicit); });
}

BOUNDARY Handle tensor_flatten(Handle self, int64_t start, int64_t end) {
    return result([&] { return In(self)->flatten(start, end); });
}

BOUNDARY Handle tensor_diagonal(Handle self, int64_t offset, int64_t first, int64_t second) {
    return result([&] { return In(self)->diagonal(offset, first, second); });
}

BOUNDARY Handle tensor_diag(Handle self, int64_t diagonal) {
    return result([&] { return In(self)->diag(diagonal); });
}

BOUNDARY Handle tensor_repeat_interleave(Handle self, int64_t repeats, int64_t dim, bool whole) {
    return result([&] {
        return In(self)->repeat_interleave(repeats, whole ? c10::optional<int64_t>() : c10::optional<int64_t>(dim));
    });
}

BOUNDARY Handle tensor_repeat_interleave_tensor(Handle self, Handle repeats, int64_t dim, bool whole) {
    return result([&] {
        return In(self)->repeat_interleave(In(repeats), whole ? c10::optional<int64_t>() : c10::optional<int64_t>(dim));
    });
}

BOUNDARY Handle tensor_roll(Handle self, Integers shifts, Integers dims) {
    return result([&] { return In(self)->roll(list(shifts), list(dims)); });
}

BOUNDARY Handle tensor_as_strided(Handle self, Integers sizes, Integers strides, int64_t offset) {
    return result([&] { return In(self)->as_strided(list(sizes), list(strides), offset); });
}

BOUNDARY Handle tensor_select(Handle self, int64_t dim, int64_t index) {
    return result([&] { return In(self)->select(dim, index); });
}

BOUNDARY Handle tensor_narrow(Handle self, int64_t dim, int64_t start, int64_t length) {
    return result([&] { return In(self)->narrow(dim, start, length); });
}

BOUNDARY Handle tensor_slice(Handle self, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return result([&] { return In(self)->slice(dim, start, finish, step); });
}

BOUNDARY Handle tensor_index_select(Handle self, int64_t dim, Handle index) {
    return result([&] { return In(self)->index_select(dim, In(index)); });
}

BOUNDARY Handle tensor_index_add(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return result([&] { return In(self)->index_add(dim, In(index), In(source), scalar(alpha)); });
}

BOUNDARY int32_t tensor_index_add_(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return effect([&] { In(self)->index_add_(dim, In(index), In(source), scalar(alpha)); });
}

BOUNDARY int32_t tensor_index_copy_(Handle self, int64_t dim, Handle index, Handle source) {
    return effect([&] { In(self)->index_copy_(dim, In(index), In(source)); });
}

BOUNDARY Handle tensor_take(Handle self, Handle index) {
    return result([&] { return In(self)->take(In(index)); });
}

BOUNDARY Handle tensor_take_along_dim(Handle self, Handle index, int64_t dim) {
    return result([&] { return In(self)->take_along_dim(In(index), dim); });
}

BOUNDARY Handle tensor_gather(Handle self, int64_t dim, Handle index) {
    return result([&] { return In(self)->gather(dim, In(index)); });
}

BOUNDARY Handle tensor_scatter(Handle self, int64_t dim, Handle index, Handle source) {
    return result([&] { return In(self)->scatter(dim, In(index), *In(source)); });
}

BOUNDARY int32_t tensor_scatter_(Handle self, int64_t dim, Handle index, Handle source) {
    return effect([&] { In(self)->scatter_(dim, In(index), *In(source)); });
}

BOUNDARY Handle tensor_scatter_add(Handle self, int64_t dim, Handle index, Handle source) {
    return result([&] { return In(self)->scatter_add(dim, In(index), In(source)); });
}

BOUNDARY int32_t tensor_scatter_add_(Handle self, int64_t dim, Handle index, Handle source) {
    return effect([&] { In(self)->scatter_add_(dim, In(index), In(source)); });
}

BOUNDARY Handle tensor_masked_fill(Handle self, Handle mask, Number value) {
    return result([&] { return In(self)->masked_fill(In(mask), scalar(value)); });
}

BOUNDARY int32_t tensor_masked_fill_(Handle self, Handle mask, Number value) {
    return effect([&] { In(self)->masked_fill_(In(mask), scalar(value)); });
}

BOUNDARY Handle tensor_masked_select(Handle self, Handle mask) {
    return result([&] { return In(self)->masked_select(In(mask)); });
}

BOUNDARY std::vector<at::Tensor>* tensor_split(Handle self, int64_t size, int64_t dim) {
    return many([&] { return In(self)->split(size, dim); });
}

BOUNDARY std::vector<at::Tensor>* tensor_split_sizes(Handle self, Integers sizes, int64_t dim) {
    return many([&] { return In(self)->split_with_sizes(list(sizes), dim); });
}

BOUNDARY std::vector<at::Tensor>* tensor_chunk(Handle self, int64_t chunks, int64_t dim) {
    return many([&] { return In(self)->chunk(chunks, dim); });
}

BOUNDARY std::vector<at::Tensor>* tensor_unbind(Handle self, int64_t dim) {
    return many([&] { return In(self)->unbind(dim); });
}

BOUNDARY Handle join_cat(Handles tensors, int64_t dim) {
    return result([&] { return at::cat(share_all(tensors), dim); });
}

BOUNDARY Handle join_stack(Handles tensors, int64_t dim) {
    return result([&] { return at::stack(share_all(tensors), dim); });
}

BOUNDARY std::vector<at::Tensor>* join_broadcast(Handles tensors) {
    return many([&] { return at::broadcast_tensors(share_all(tensors)); });
}

BOUNDARY std::vector<at::Tensor>* join_meshgrid(Handles tensors, const char* indexing) {
    return many([&] { return at::meshgrid(share_all(tensors), c10::string_view(indexing)); });
}
