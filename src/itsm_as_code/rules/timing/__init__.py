"""TIM: response, resolution and fulfilment in time."""
